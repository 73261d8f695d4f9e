# The words of the wall, in English.

## Navigation
skip = Skip to the content
nav = Site
nav-wall = The wall
nav-rooms = Rooms
nav-account = My account
nav-login = Log in
nav-about = About this place
nav-language = Language
times-utc = Times are in UTC
leave = Leave
back-to-wall = Back to the wall

## The fireflies
fireflies = Fireflies
fireflies-nobody = No light just now.
fireflies-all = See them all
fireflies-lede = The lights of those who are connected: whoever follows a list live, or opened a page less than a minute ago.
fireflies-count = { $count ->
    [one] One light
   *[other] { $count } lights
}

fireflies-strangers = { $count ->
    [one] and one reader without a pseudonym
   *[other] and { $count } readers without a pseudonym
}
idle = resting

## Live
write = Write something
to-composer = Go to the newest, and write
live-wait = Wait for news
live-stream-on = This list is live.
live-poll-on = This page renews itself when there is news.
live-refresh-on = This page renews itself every 30 seconds.
live-pause = Pause
live-again = Connect again
live-choice = Change how news come
live-lede = What is said now appears here by itself, and so do changes and the lights of those who are here. Nothing needs to be reloaded.
live-end-long = The stream goes on.
live-end-slow = This connection could not keep up. The stream begins anew.
live-end-stopping = The wall is stopping for a moment. The stream will be back by itself.
live-end-deleted = This discussion was deleted.
live-still-paused = Paused: nothing moves here.
live-still-old = This browser cannot show a stream: this is the list as it is now.
live-still-many = You have several streams open already: this is the list as it is now.
live-choice-title = How news come
live-choice-lede = No way needs a script. This is kept until you close the browser.
live-choice-legend = How should the wall and the rooms renew themselves?
live-stream = Stream
live-stream-hint = Everything appears as it happens, in a frame.
live-poll = Wait
live-poll-hint = The page waits for news, and is replaced when there is some. One writes on a page of its own.
live-refresh = Now and then
live-refresh-hint = The page is replaced every 30 seconds. One writes on a page of its own.
live-hand = By hand
live-hand-hint = Nothing moves until you ask. Best for lynx, w3m and screen readers.
live-aloud = Let my screen reader read new messages aloud, in a stream
live-choose = Choose
live-choice-unknown = Choose one of the four.

## Times and lists
day = { $day } { $month } { $year }
first-of-month = 1
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
pager = More of this list
older = Older
newer = Newer
days = Other days
list-end = The list ends here.
to-newest = To the newest
new-since = New since you were here

## The wall, rooms and people
wall-lede = A wall, some rooms, and small lights that say who is here. Everything works without a line of JavaScript.
wall-empty = Nothing stands on the wall yet. The first words could be yours.
join = Take a pseudonym to write here
join-rooms = Take a pseudonym to open a room
rooms-title = Rooms
rooms-empty = No room is open yet.
room-empty = Nobody has said anything in this room yet.
room-open-title = Open a room
room-open = Open the room
room-title = Title
room-about = What it is about (optional)
room-save = Save
room-settings-title = Room settings
room-delete = Delete the discussion
room-delete-what = { $count ->
    [0] The room disappears for everybody.
    [one] The room and the message in it disappear for everybody.
   *[other] The room and the { $count } messages in it disappear for everybody.
} You can undo this for { $days ->
    [one] one day
   *[other] { $days } days
}; after that the words are erased for good.
room-delete-confirm = To confirm, type { $slug }
room-delete-wrong = This is not the name that is asked for.
room-gone-title = This discussion was deleted
room-gone = It can be brought back for a time; after that the words are erased for good.
room-not-yours = Only whoever opened this room, or an owner of the wall, may do this.
room-here = In this room
room-posts = { $count ->
    [0] No messages
    [one] One message
   *[other] { $count } messages
}
person-since = Here since
person-empty = Nothing stands on this wall yet.
unkept = passing through
unkept-left = gone
unkept-imported = imported

## Posts
words = Your words
markdown-hint = *emphasis*, **strong**, `code`, > quote, - list, [text](address)
publish = Publish
preview = Preview
preview-title = Preview
quoting = In answer to
comment = Comment
comments = Comments
comments-all = { $count ->
    [one] The comment
   *[other] All { $count } comments
}
comments-count = { $count ->
    [one] One comment
   *[other] { $count } comments
}
reply = Reply
edit = Edit
edited = edited
edit-title = Edit a post
save = Save
cancel = Cancel
delete = Delete
undo = Undo
versions = Earlier versions
version-until = Until
read-on = Read it whole
post-title = A post by { $name }
post-deleted = This was deleted by a moderator.
post-deleted-own = This was deleted by its author.
post-not-yours = Only its author may do this, or, to delete it, whoever looks after this place.
quote-gone = In answer to something that was deleted
reply-gone = What you are answering is no longer there. Your words are still here.
up-thread = The whole thread
up-post = The post

## Names and passwords
login-title = Your pseudonym
login-lede = One word is enough, and no address is asked for. It is yours for as long as you stay.
login-kept = What you wrote is kept and waits for you behind this form.
login-password-hint = Only for a pseudonym that is kept by a password; otherwise leave it empty.
login-button = Take this pseudonym
login-wrong = This pseudonym and this password do not belong together. If the pseudonym is new, leave the password empty.
pseudonym = Pseudonym
pseudonym-empty = Please type a pseudonym.
pseudonym-long = A pseudonym has 40 characters at most.
pseudonym-odd = A pseudonym is made of letters and digits, with spaces, dots, hyphens or apostrophes between them.
pseudonym-reserved = Sorry, this pseudonym sounds as if it spoke for the whole place.
pseudonym-taken = Sorry, somebody already has this pseudonym, or one that looks just like it!
password = Password
password-current = Current password
password-new = New password
password-hint = 8 characters or more. A short sentence is easy to remember and hard to guess.
password-empty = Please type a password.
password-short = A password has at least 8 characters.
password-long = A password has 1,000 characters at most.
password-wrong = This is not your current password.
account-title = My account
account-keep = Keep this pseudonym
account-keep-hint = For now the pseudonym is yours until you leave. With a password it stays yours for good.
account-change-password = Change the password
account-change-password-hint = Your other sessions end when the password changes.
account-language = Language
account-light = My light
account-light-on = Your light shines among the fireflies while you are here.
account-light-off = Your light is out: nobody sees among the fireflies that you are here.
account-light-hide = Put it out
account-light-show = Let it shine
account-sessions = Sessions
account-sessions-hint = Every browser in which you are logged in.
session-own = this one
session-unnamed = A browser without a name
session-seen = last used
session-end = End this session
language = Language
language-title = Language
language-button = Use this language
language-unknown = This language is not spoken here yet.
claim-title = This wall is waiting for its owner
claim-lede = Whoever sends this form becomes the owner. The address works only once.
claim-button = Become the owner

## About
about-title = About { $title }
about-lede = In 2015 somebody left Facebook and missed one thing: the wall, a real place for exchange inside a real prison. So they built their own.
about-scripts-title = No JavaScript, and why
about-scripts = No page here holds a line of it. The browser is told to run none, so nothing that anybody writes can ever run on your machine. Old phones, slow lines, text browsers and screen readers get the same place as everybody else.
about-name-title = A name is enough
about-name = A pseudonym is yours while you stay; a password keeps it for good. No e-mail address is asked for.
about-fireflies-title = The fireflies
about-fireflies = Each person is a small light. Its colour comes from the pseudonym; it shines while they are here and goes out when they leave.
about-kept-title = What is kept
about-kept = What you write, until you delete it: a deletion can be undone for { $days ->
    [one] one day
   *[other] { $days } days
}, then the words are erased. Of people with a pseudonym: their drafts, their language, what their browser calls itself and when it was last here, so that they can tell their sessions apart, and how far they have read. A cookie for the session, and another one if you choose a language. Nothing from anywhere else is ever loaded.

said = :

## What went wrong
fault-stale = This form had grown old, or was not meant for you. Nothing was lost: please send it again.
fault-empty = This must not be empty.
fault-doubled = This came twice; which one is meant?
fault-control = Characters that cannot be seen were taken out. Please look it over and send it again.
fault-utf8 = Some characters could not be read. Please look it over and send it again.
fault-too-long = This is too long.
fault-too-long-by = This has { $count } characters; { $max } are possible.
again-title = Once more, please
kept-title = Your words
kept-words = They were not published. Copy them, so that they are not lost.
request-id = Should you ask about this, name the request:
error-400-title = This cannot be understood
error-400 = The request was broken.
error-401-title = Who are you?
error-401 = A pseudonym is needed for this.
error-403-title = This is not allowed
error-403 = You may not do this.
error-404-title = There is nothing here
error-404 = Perhaps the address has a typing error; perhaps this never was.
error-405-title = Not this way
error-405 = This address is there, but not for that.
error-410-title = This was deleted
error-410 = It was here once.
error-413-title = This is too much
error-413 = More was sent at once than can be taken.
error-415-title = This is no form
error-415 = Only ordinary forms can be sent here.
error-429-title = A little slower, please
error-429 = That was a lot in a short time. Wait a moment and send it again.
error-500-title = That was our fault
error-500 = Something went wrong here, and it was noted. Please try again.
error-503-title = Just a moment
error-503 = There is too much to do right now. Please come back in a few seconds.
error-host = This place is not known under that name.
error-origin = The form came from another site, so nothing was done.
error-body = The form did not arrive whole.
error-claim = This is not the address that was printed at the first start.

## Order
room-banned = This room is closed to you: a moderator banned you from it.
room-muted = You can read here, but not write: a moderator muted you.
room-not-writer = Only some may write here, and you are not among them.

## The owners' pages
nav-owner = Owner
nav-moderation = Moderation
owner-only = Only an owner of the wall may see this.
moderators-only = Only moderators and owners may see this.
owner-title = Settings of the wall
owner-pages = Owners’ pages
owner-settings = Settings
owner-people = People and roles
owner-invitations = Invitations
owner-log = What owners did
set-save = Save
set-place = The place
set-title = Name
set-title-hint = Left empty, it is { $title }.
set-welcome = Words of welcome
set-welcome-hint = Above the wall, for those who have no pseudonym. In Markdown; left empty, the wall says something itself.
set-languages = Languages that are offered
set-language-default = For everybody else
set-languages-wrong = This language is not offered: tick it above, or choose another.
set-access = Who may do what
set-readers = Who may read
set-writers = Who may write
set-openers = Who may open rooms
set-joining = How one comes
set-open-log = Everybody may read what moderators did
set-open-log-hint = Switched off, only moderators and owners read it.
set-newcomers = Newcomers
set-newcomer-posts = Posts after which one is no newcomer any more
set-hold-newcomers = Newcomers’ posts wait for a moderator
set-newcomer-links = A newcomer’s post with a link
set-limits = Limits
set-posts-a-minute = Posts a minute, for each person
set-posts-at-once = Posts at once, for each person
set-rooms-an-hour = Rooms an hour, for each person
set-too-fast = Seconds that writing takes at least
set-too-fast-hint = What is sent sooner waits for a moderator; with 0, nothing does.
set-layers = Against abuse
set-empty-field = A field that must stay empty, for strangers and newcomers
set-repeats = A post that says the same again
set-asks-puzzle = A small puzzle in words, for whoever takes a pseudonym
set-asks-question = A question of your own, for whoever takes a pseudonym
set-siege = Under attack
set-siege-seconds = Seconds of waiting while the wall is under attack
set-siege-posts = Posts of newcomers that are seen in an hour while the wall is under attack
set-question = Your question
set-question-hint = Something that anybody who belongs here knows, and a machine does not.
set-answers = Answers that are taken
set-answers-hint = One on each line. Capitals, accents, spaces and full stops do not matter. Only owners see them.
set-bounds = From { $least } to { $most }.
set-number = This must be a whole number from { $least } to { $most }.
set-choice = Choose one of these.
set-refused = This was not saved; the reason stands beside its field:
set-on = on
set-off = off
set-nothing = nothing
siege-off = All is calm. Under attack, strangers and newcomers wait in line before they take a pseudonym or write, and few of newcomers’ posts are seen. Everybody else notices nothing.
siege-on = The wall is under attack: strangers and newcomers wait in line.
siege-begin = We are under attack
siege-end = The attack is over
who-everybody = Everybody
who-members = Whoever has a pseudonym
who-kept = Whoever keeps a pseudonym with a password
who-moderators = Moderators and owners
joining-word-open = By taking a pseudonym
joining-word-approval = By taking one, and being let in by a moderator
joining-word-invitation = With an invitation
joining-word-closed = Not at all
verdict-allow = is published
verdict-mark = is published, and moderators are told
verdict-hold = waits for a moderator
verdict-refuse = is refused
role-member = Member
role-moderator = Moderator
role-owner = Owner
role-of = Role of
role-give = Give this role
role-unknown = Choose one of the three roles.
role-unkept = A role needs a pseudonym that a password keeps: it can be set under “My account”.
owner-last = This is the last owner: a wall needs one.
people-lede = A moderator keeps order everywhere. An owner may do everything. Whoever gets a new role has to log in again.
people-roles = Those who have a role
people-all = Everybody
people-search = Pseudonym, or how it begins
people-find = Search
people-none = Nobody is called that.
erase-title = Delete with all their words
erase-what = { $name } and everything they wrote are erased at once, here and in the log, and so is everything private about them. What stays is that somebody wrote something, and the titles of the rooms that they opened. This cannot be undone.
erase-button = Delete this person for good
erase-self = This is yourself.
wipe-title = Delete this room for good
wipe-what = { $count ->
    [0] The room is deleted.
    [one] The room and the message in it are erased at once, here and in the log.
   *[other] The room and the { $count } messages in it are erased at once, here and in the log.
} This cannot be undone.
wipe-reason = Why (optional)
wipe-button = Delete the room for good
password-again = Your password, once more
password-first = This asks for your password, and you have none yet: set one under “My account” first.
owner-log-lede = Every owner can read this, the latest first.
owner-log-empty = Nothing has been changed yet.
did-role = gave a role to
did-rules = changed the settings:
did-wipe = deleted a room for good:
did-erase = deleted a person with all their words
somebody-erased = somebody who was deleted
invite-title = Invite somebody
invite-uses = How many may come with it
invite-note = For whom (optional)
invite-note-hint = Only owners see this.
invite = Make an invitation
invitations-unused = Nobody needs an invitation just now: how one comes is decided in the settings.
invitations-open = Open invitations
invitations-none = No invitation is open.
invitation-made = The invitation is ready
invitation-made-hint = Pass on the code, or the address that holds it. It is shown only now: afterwards nobody can read it here, not even you.
invitation-uses = { $count ->
    [one] for one person
   *[other] for { $count } people
}
invitation-end = Take back
invitation = Invitation
invitation-hint = The code of your invitation. Whoever comes back with a password needs none.
invitation-wrong = This is no open invitation: look it over, or ask whoever gave it to you for another.
application = A few words about you (optional)
application-hint = For the moderator who lets you in. Whoever comes back with a password need not write any.
applicants-title = Those who wait to be let in
applicants-lede = They took a pseudonym, and can read. Tick those whom you decide about.
applicants-none = Nobody waits.
applicants-nobody = Nobody was ticked.
applicants-unclear = Are they to be let in, or turned away?
let-in = Let them in
turn-away = Turn them away
joining-approval = One word is enough, and no address is asked for. A moderator then lets you in; until then you can read.
joining-invitation = A new pseudonym needs an invitation here. Whoever keeps one with a password comes back as always.
joining-closed = No new pseudonyms are given here just now. Whoever keeps one with a password comes back as always.
joining-closed-hint = The password that keeps your pseudonym.
joining-closed-new = No new pseudonyms are given here just now. If yours is kept by a password, type it here.
gate-members = Only those who have a pseudonym can read here.
gate-kept-only = Only those who keep a pseudonym with a password can read here.
gate-moderators-only = Only moderators and owners can read here just now.
gate-applies = A moderator has to let you in before you can read here. Come back a little later.
gate-kept = Only those who keep their pseudonym with a password can read here. You can set one under “My account”.
gate-moderators = Only moderators and owners can read here just now.
room-applies = A moderator has to let you in before you can write here. Until then you can read; a preview keeps what you write.
rooms-kept = Only those who keep their pseudonym with a password can open rooms here.
rooms-moderators = Only moderators and owners can open rooms here.
live-end-ruled = The owners changed the rules of this place. The stream begins anew.
