//! The tables, as Diesel sees them. Times are microseconds since the epoch.
#![expect(
    missing_docs,
    reason = "generated from the migrations, which say what each is"
)]

mod private;

pub use private::{blocked, correspondence, draft, mailbox, message, message_report};

diesel::table! {
    log (seq) {
        seq -> BigInt,
        at -> BigInt,
        event -> Text,
        words -> Nullable<Text>,
        salt -> Nullable<Binary>,
        digest -> Nullable<Binary>,
        hash -> Binary,
    }
}

diesel::table! {
    head (one) {
        one -> Integer,
        seq -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    log_cursor (name) {
        name -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    person (id) {
        id -> BigInt,
        name -> Text,
        address -> Text,
        skeleton -> Text,
        standing -> Text,
        role -> Text,
        joined_at -> BigInt,
        moderates -> Bool,
        noted -> Bool,
        folded -> Text,
        picture -> Nullable<Text>,
        picture_kind -> Nullable<Text>,
        picture_seq -> Nullable<BigInt>,
    }
}

diesel::table! {
    room (id) {
        id -> BigInt,
        kind -> Text,
        slug -> Nullable<Text>,
        title -> Text,
        about -> Text,
        owner_id -> Nullable<BigInt>,
        opened_at -> BigInt,
        posts -> BigInt,
        last_seq -> BigInt,
        deleted_at -> Nullable<BigInt>,
        deleted_by -> Nullable<BigInt>,
        approves -> Bool,
        slow_seconds -> BigInt,
        writers -> Text,
    }
}

diesel::table! {
    post (id) {
        id -> BigInt,
        room_id -> BigInt,
        author_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        reply_to -> Nullable<BigInt>,
        body -> Text,
        published_at -> BigInt,
        edited_at -> Nullable<BigInt>,
        comments -> BigInt,
        deleted_at -> Nullable<BigInt>,
        deleted_by -> Nullable<BigInt>,
        deleted_seq -> Nullable<BigInt>,
        erased_at -> Nullable<BigInt>,
        held_at -> Nullable<BigInt>,
        locked_at -> Nullable<BigInt>,
        pinned_at -> Nullable<BigInt>,
        files -> BigInt,
        reactions -> Text,
        polled -> Bool,
        lang -> Nullable<Text>,
    }
}

diesel::table! {
    reaction (post_id, kind, person_id) {
        post_id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    poll (post_id) {
        post_id -> BigInt,
        seq -> BigInt,
        multiple -> Bool,
        closes_at -> Nullable<BigInt>,
        choices -> Text,
        counts -> Text,
        voters -> BigInt,
    }
}

diesel::table! {
    ballot (post_id, person_id, choice) {
        post_id -> BigInt,
        person_id -> BigInt,
        choice -> BigInt,
    }
}

diesel::table! {
    post_version (post_id, seq) {
        post_id -> BigInt,
        seq -> BigInt,
        body -> Text,
        written_at -> BigInt,
    }
}

diesel::table! {
    password (person_id) {
        person_id -> BigInt,
        phc -> Text,
        changed_at -> BigInt,
    }
}

diesel::table! {
    preference (person_id) {
        person_id -> BigInt,
        language -> Text,
        reading -> Nullable<Text>,
    }
}

diesel::table! {
    profile (person_id) {
        person_id -> BigInt,
        bio -> Text,
        links -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    sight_shown (person_id) {
        person_id -> BigInt,
    }
}

diesel::table! {
    session (id) {
        id -> Binary,
        person_id -> BigInt,
        opened_at -> BigInt,
        seen_at -> BigInt,
        agent -> Text,
    }
}

diesel::table! {
    once_key (session_id, key) {
        session_id -> Binary,
        key -> Text,
        location -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    visit (person_id, room_id) {
        person_id -> BigInt,
        room_id -> BigInt,
        since_seq -> BigInt,
        seen_seq -> BigInt,
        seen_at -> BigInt,
    }
}

diesel::table! {
    imported (line) {
        line -> Binary,
        post_id -> BigInt,
    }
}

diesel::table! {
    invisible (person_id) {
        person_id -> BigInt,
    }
}

diesel::table! {
    swarm (node) {
        node -> Text,
        seen_at -> BigInt,
        lights -> Text,
    }
}

diesel::table! {
    secret (name) {
        name -> Text,
        value -> Binary,
    }
}

diesel::table! {
    room_moderator (person_id, room_id) {
        person_id -> BigInt,
        room_id -> BigInt,
    }
}

diesel::table! {
    restraint (person_id, room_id, kind) {
        person_id -> BigInt,
        room_id -> BigInt,
        kind -> Text,
        until -> Nullable<BigInt>,
        act_seq -> BigInt,
    }
}

diesel::table! {
    act (seq) {
        seq -> BigInt,
        batch -> BigInt,
        kind -> Text,
        by_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        post_id -> Nullable<BigInt>,
        room_id -> Nullable<BigInt>,
        until -> Nullable<BigInt>,
        reason -> Text,
        at -> BigInt,
        undone_at -> Nullable<BigInt>,
        leads -> Bool,
    }
}

diesel::table! {
    rules (one) {
        one -> Integer,
        seq -> BigInt,
        value -> Text,
    }
}

diesel::table! {
    report (id) {
        id -> BigInt,
        receipt -> Text,
        post_id -> BigInt,
        person_id -> Nullable<BigInt>,
        reason -> Text,
        at -> BigInt,
        settled_at -> Nullable<BigInt>,
        settled_by -> Nullable<BigInt>,
        settled_batch -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    appeal (id) {
        id -> BigInt,
        person_id -> BigInt,
        words -> Text,
        at -> BigInt,
        settled_at -> Nullable<BigInt>,
        settled_by -> Nullable<BigInt>,
        answer -> Nullable<Text>,
    }
}

diesel::table! {
    unread_warning (person_id, act_seq) {
        person_id -> BigInt,
        act_seq -> BigInt,
    }
}

diesel::table! {
    filter (id) {
        id -> BigInt,
        pattern -> Text,
        is_regex -> Bool,
        deed -> Text,
        made_by -> BigInt,
        made_at -> BigInt,
    }
}

diesel::table! {
    suspicion (post_id) {
        post_id -> BigInt,
        why -> Text,
    }
}

diesel::table! {
    applicant (person_id) {
        person_id -> BigInt,
        words -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    invitation (code) {
        code -> Binary,
        made_by -> BigInt,
        made_at -> BigInt,
        uses_left -> BigInt,
        note -> Text,
    }
}

diesel::table! {
    second_factor (person_id) {
        person_id -> BigInt,
        secret -> Binary,
        confirmed_at -> BigInt,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_code (person_id, hash) {
        person_id -> BigInt,
        hash -> Binary,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    mail_address (person_id) {
        person_id -> BigInt,
        address -> Text,
        confirmed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    mail_token (hash) {
        hash -> Binary,
        person_id -> BigInt,
        kind -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    newcomer_post (post_id) {
        post_id -> BigInt,
        author_id -> BigInt,
        at -> BigInt,
        words -> Binary,
        hosts -> Text,
        seen -> Bool,
    }
}

diesel::table! {
    suspect (person_id) {
        person_id -> BigInt,
    }
}

diesel::table! {
    attachment (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        seq -> BigInt,
        described_seq -> Nullable<BigInt>,
        file -> Text,
        kind -> Text,
        width -> BigInt,
        height -> BigInt,
        bytes -> BigInt,
        alt -> Text,
        name -> Text,
    }
}

diesel::table! {
    notice (person_id, post_id) {
        person_id -> BigInt,
        post_id -> BigInt,
        seq -> BigInt,
        why -> Text,
        at -> BigInt,
        read_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    pending_file (id) {
        id -> BigInt,
        session_id -> Binary,
        place -> Text,
        file -> Text,
        kind -> Text,
        width -> BigInt,
        height -> BigInt,
        bytes -> BigInt,
        alt -> Text,
        name -> Text,
        saved_at -> BigInt,
    }
}

diesel::table! {
    subscription (person_id, subject_id) {
        person_id -> BigInt,
        subject_id -> BigInt,
        is_thread -> Bool,
        mutes -> Bool,
        made_at -> BigInt,
    }
}

diesel::table! {
    dropped_file (file) {
        file -> Text,
    }
}

diesel::table! {
    digest (person_id) {
        person_id -> BigInt,
        days -> BigInt,
        next_at -> BigInt,
    }
}

// In PostgreSQL `words` is a `tsvector`, and written by SQL of its own.
diesel::table! {
    search (rowid) {
        rowid -> BigInt,
        words -> Text,
    }
}

diesel::joinable!(post -> room (room_id));
diesel::joinable!(post -> person (author_id));
diesel::joinable!(session -> person (person_id));
diesel::joinable!(reaction -> person (person_id));
diesel::allow_tables_to_appear_in_same_query!(
    person,
    preference,
    invisible,
    applicant,
    room,
    post,
    reaction,
    session,
    report,
    restraint,
    appeal,
    room_moderator,
    attachment,
    visit,
    notice,
    subscription,
    digest,
    mail_address,
    mailbox,
    correspondence,
    blocked,
    message_report
);
