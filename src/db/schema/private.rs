//! What is written in private: messages, from whom they are taken, what moderators were shown; and drafts.

diesel::table! {
    draft (person_id, place) {
        person_id -> BigInt,
        place -> Text,
        body -> Text,
        reply_to -> Nullable<BigInt>,
        files -> Nullable<Text>,
        saved_at -> BigInt,
        poll -> Nullable<Text>,
    }
}

diesel::table! {
    message (id) {
        id -> BigInt,
        low_id -> BigInt,
        high_id -> BigInt,
        author_id -> BigInt,
        body -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    correspondence (person_id, other_id) {
        person_id -> BigInt,
        other_id -> BigInt,
        last_id -> BigInt,
        read_id -> BigInt,
        hidden_id -> BigInt,
        unread -> BigInt,
    }
}

diesel::table! {
    mailbox (person_id) {
        person_id -> BigInt,
        unread -> BigInt,
        closed -> Bool,
    }
}

diesel::table! {
    blocked (person_id, other_id) {
        person_id -> BigInt,
        other_id -> BigInt,
        at -> BigInt,
    }
}

diesel::table! {
    message_report (id) {
        id -> BigInt,
        message_id -> BigInt,
        author_id -> BigInt,
        person_id -> Nullable<BigInt>,
        body -> Text,
        reason -> Text,
        at -> BigInt,
    }
}
