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
feed-link = Feed (Atom)
feed-of = Everything by { $name }
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

## Reactions and polls
react = React
reaction-thanks = Thanks
reaction-agree = Agreed
reaction-smile = Smile
reaction-sad = Sad
reaction-light = Sheds light
reaction-surprise = Surprised
reaction-disagree = Disagreed
reaction-seen = Read
reaction-own = (yours)
reaction-unknown = Choose one of these.
reactions-title = Reactions
reactions-who = Reactions, and whose they are
reactions-none = Nobody has reacted so far.
reactions-off = No reactions are offered here.
reactions-hint = Press once to react, and once more to take it back. Everybody can see who reacted.
reactions-all = { $count ->
    [one] The one who did
   *[other] All { $count } who did
}
respond-held = This waits for a moderator: until then nobody reacts to it.
respond-locked = This is locked: it takes no more reactions and votes.
poll-title = Poll
poll-add = Add a poll: 2 to 12 choices, one a line
poll-choices = Choices of the poll, one a line
poll-multiple = several can be chosen
poll-closing = Closes
poll-never = never by itself
poll-hour = after an hour
poll-hours-6 = after 6 hours
poll-hours-12 = after 12 hours
poll-day = after a day
poll-days-3 = after 3 days
poll-week = after a week
poll-month = after 30 days
poll-few = A poll needs at least two choices, one on each line. For no poll, clear its fields.
poll-many = A poll has at most 12 choices.
poll-long = A choice has at most 200 characters.
poll-same = Two of the choices are the same.
poll-fixed = The choices cannot be changed once it is published; its author can close it early.
poll-secret = Votes are secret.
poll-change = You can change yours.
poll-close = Close the poll
poll-choose-one = Choose one
poll-choose-some = Choose one or more
poll-there = Vote, or see the result
poll-votes = { $count ->
    [0] no votes
    [one] one vote
   *[other] { $count } votes
}, { $share }%
poll-voters = { $count ->
    [0] Nobody has voted so far.
    [one] One person has voted.
   *[other] { $count } people have voted.
}
poll-closes = Votes count until
poll-closed = Closed since
vote = Cast my vote
vote-again = Change my vote
vote-own = (your vote)
vote-none = Nothing was chosen: choose something, then vote.
vote-many = Only one can be chosen here.
vote-unknown = Choose among these.
vote-late = This poll is closed: votes do not count any more.

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
mark-held = waiting for a moderator
mark-deleted = deleted
mark-locked = locked
mark-pinned = pinned
mark-suspected = looked at by a filter
moderate = Moderate
report = Report
back-to-post = Back to the post
warned = A moderator has something to say to you.
warned-read = Read it
moderate-not-yours = You may not decide about this.
moderate-title = Decide about a post
moderate-before = What was decided before
moderation-title = Moderation
moderation-queue = What waits
moderation-sweep = Sweep up
moderation-people = Who is kept from what
moderation-waiting = What waits for you
moderation-empty = Nothing waits.
choose-all = Choose all of this page
case-choose = Choose
case-why = Held or marked because:
case-reported = Reported
case-alone = Decide about this one alone
room-own = a person’s own wall
orders-title = For all that are chosen
order-reason = Why
order-reason-hint = May be empty. Everybody can read it in the log, and so can whoever it is about.
order-term = For how long
order-scope = Where
order-scope-room = In this room
order-scope-wall = Everywhere
order-post = The post
order-author = Whoever wrote it
order-dismiss = It is all right
order-release = Let it be seen
order-hold = Hide it for now
order-delete = Delete
order-restore = Bring back
order-lock = Lock: no more comments
order-unlock = Unlock
order-pin = Pin
order-unpin = Unpin
order-warn = Warn
order-mute = Mute
order-ban = Ban
order-delete-ban = Delete and ban
order-move = Move
order-move-legend = To another room
order-room = The room’s address
order-room-hint = As it stands after /rooms/. For the wall, type a slash.
order-none = Nothing was chosen.
order-back = Go back
order-unknown = That is not among the choices.
order-no-room = There is no room of that address.
term-hour = for an hour
term-day = for a day
term-week = for a week
term-month = for 30 days
term-year = for a year
term-ever = for good
done-dismissed = The reports are settled: it is all right.
done-count = { $count ->
    [one] once
   *[other] { $count } times
}
deed-delete = deleted a post
deed-restore = brought a post back
deed-hold = hid a post for now
deed-release = let a post be seen
deed-move = moved a post
deed-lock = locked a post
deed-unlock = unlocked a post
deed-pin = pinned a post
deed-unpin = unpinned a post
deed-warn = warned somebody
deed-mute = muted somebody
deed-unmute = let somebody write again
deed-ban = banned somebody
deed-unban = let somebody in again
deed-delete-room = deleted a discussion
deed-restore-room = brought a discussion back
deed-wipe-room = deleted a discussion for good
deed-rule-room = changed how a room is written in
deed-keep-room = changed who keeps order in a room
deed-give-role = gave a role
deed-erase-person = erased somebody
deed-change-rules = changed the rules
by-the-wall = The wall itself
somebody = somebody
act-post = post
act-until = until
act-undone = undone
log-title = What moderators did
log-lede = Every decision, who took it and why. People who were erased are not named.
log-closed = Only moderators can read this.
log-is-closed = Only moderators can read what they decided.
log-feed = The same as a feed (Atom)
log-empty = Nothing was decided yet.
report-title = Report a post
report-lede = The moderators will look at it. Nobody else learns who reported it.
report-reason = What is wrong with it
report-reason-hint = A few words are enough.
report-send = Report
receipt-title = Your report
receipt-open = The moderators have not looked at it yet.
receipt-dismissed = The moderators looked at it and found that it is all right.
receipt-deleted = The post was deleted.
receipt-held = The post was hidden for now.
receipt-acted = The moderators did something about it.
receipt-at = Reported
receipt-settled-at = Settled
receipt-keep = Keep the address of this page: it always says what became of your report.
appeals-title = Answers to decisions
appeal-answer = Your answer
appeal-lift = Lift what was decided
appeal-keep = Leave it as it is
appeal-title = Answer to this
appeal-words = What you want to say to the moderators
appeal-hint = Only they read it. You can answer once at a time.
appeal-send = Send
appeal-yours = You wrote
appeal-waits = Nobody has answered yet.
appeal-answered = Answered
release = Release
restrained-empty = Nobody is kept from anything.
held-mute-wall = muted everywhere
held-mute-room = muted in
held-ban-wall = banned from everywhere
held-ban-room = banned from
history-title = About { $name }
history-joined = Here since
history-acts = What was decided
history-no-acts = Nothing.
history-posts = What they wrote
history-no-posts = Nothing.
sweep-wrote = All of
since-minutes = the last 10 minutes
since-hour = the last hour
since-day = the last day
since-week = the last 7 days
sweep-lede = Finds everything that members wrote in a while, so that one press can hide or delete it all, and one undo brings it back. What moderators and owners wrote is left out.
sweep-since = Written in
sweep-who = By
sweep-all = all members
sweep-new = those who joined in the last day
sweep-author = By this person only
sweep-words = Containing these words
sweep-look = Look
sweep-nobody = Nobody has this pseudonym.
sweep-found = { $posts ->
    [one] One post
   *[other] { $posts } posts
} by { $people ->
    [one] one person
   *[other] { $people } people
}
sweep-more = Only the newest are shown; the buttons act on all.
decisions-title = What was decided about you
decisions-lede = What moderators decided about you or about your posts, and why.
decisions-none = Nothing.
decisions-read = I have read it
banned-title = You are banned
banned-until = Moderators closed this place to you until
banned-for-good = Moderators closed this place to you for good.
banned-why = Why, and what you can answer
pinned-title = Pinned
room-rules-title = How it is written in
room-approves = Each post waits for a moderator before it is seen
room-slow = Seconds to wait between two posts of one person
room-slow-hint = 0: no waiting.
room-slow-wrong = A number from 0 to 86400.
room-writers = Who may write
room-rules-save = Save
room-keepers-title = Who keeps order here
room-keepers-none = You do, and so do the wall’s moderators.
room-keeper = Pseudonym
room-keeper-add = Let them keep order
room-keeper-remove = No longer
room-keeper-nobody = Nobody here has this pseudonym.

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
set-reactions = Reactions that are offered
set-reactions-hint = Words that one can give to a post by pressing a button. With none, there are no reactions.
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
set-asks-picture = A picture to count in, or else a puzzle in words, for whoever takes a pseudonym
set-asks-picture-hint = A last resort: machines count as well as people do.
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

## Against abuse
stays-empty = Leave this empty:
wait-seconds = { $count ->
    [one] one second
   *[other] { $count } seconds
}
wait-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
limited-slow = This room is in slow mode: you can say something here again in { $wait }.
limited-ask = Should this be wrong, ask those who look after this place.
post-held = This waits for a moderator. Until then only you and those who look after this place see it.
post-held-away = This waits for a moderator.
post-locked = This is closed: it takes no more comments and no answers.
refused-filter = A filter of the moderators does not let these words through. If that is a mistake, change them or ask a moderator.
refused-link = Whoever is new here cannot write links yet. Write a little without them first, or ask a moderator.
refused-repeat = You have just said this. Say it differently, or later: after an hour you can repeat it.
refused-repeat-of-another = Somebody else who is new here has just said this word for word. Say it in your own words, or wait ten minutes.
why-filter = it hits the filter “{ $what }”
why-host = newcomers link very often to { $what }
why-approval = each post in this room waits
why-newcomer = its author is new
why-link = its author is new, and it has a link
why-fast = the form came back faster than people write
why-filled = the field that must stay empty was filled in
why-suspect = the field that must stay empty was filled in when the pseudonym was taken
why-repeat = its author said the same just before
why-repeat-of-another = another newcomer said the same just before
why-siege = under attack, and enough of what newcomers write was seen in this hour
filter-no-words = A filter needs at least one letter or digit.
filter-everything = This pattern fits everything, even nothing at all.
filter-too-big = This pattern is too large to be used. Make it shorter or simpler.
filter-broken = This is no regular expression: perhaps a bracket is open, or a sign such as * stands first. The filters stay as they were.
asked-hint = Only for a pseudonym that is new; otherwise leave it empty.
question-wrong = This is not the answer. Try another, or ask those who look after this place.
puzzle-wrong = This was not the solution; here is another puzzle.
picture-alt = A night with some bright lights. Whoever does not see it solves the puzzle in words below instead.
picture-question = How many bright lights are in the picture?
picture-hint = Only for a new pseudonym. Instead of counting, you can solve the puzzle below.
picture-wrong = Neither the number nor the solution was right; here is another picture, and another puzzle.
puzzle-nth = Write the { $place } word of: { $words }
puzzle-sum = What is { $one } plus { $other }, in digits?
puzzle-largest = Which of these numbers is the largest: { $numbers }?
puzzle-letter = With which letter does the word “{ $word }” begin?
puzzle-places = first second third fourth
puzzle-numbers = zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
puzzle-words = river lamp garden window bread cloud piano forest island candle market bridge silver winter orange pocket letter summer basket mirror thunder violin
siege-title = A moment in line
siege-lede = This wall is being attacked just now. So whoever is new here waits a little before taking a pseudonym.
siege-left = It is your turn in { $wait }. This page goes on by itself; where it does not, follow the link then.
siege-continue = Continue
siege-kept = I keep a pseudonym with a password, and log in at once
siege-form = This wall is being attacked just now, so whoever is new here waits a little: you can send this in { $wait }.
siege-form-now = You have waited long enough: you can send this now.
siege-early = Not yet: it is not your turn. Nothing is lost; send it again when the time is over.
siege-old = Your turn passed long ago, so the wait begins anew. Nothing is lost.
siege-used = You have had this turn already, so the wait begins anew. Nothing is lost.
limited-posts = You have written a lot in a short time. You can go on in { $wait }.
limited-edits = You have changed a lot in a short time. You can go on in { $wait }.
limited-rooms = You have opened many rooms in a short time. You can open another in { $wait }.
limited-names = Many pseudonyms were taken from this browser in a short time. You can take another in { $wait }.
limited-logins = This browser has tried to log in very often. You can try again in { $wait }.
limited-reports = You have reported a lot in a short time. You can report more in { $wait }.
limited-reactions = You have reacted or voted a lot in a short time. You can go on in { $wait }.
limited-address = Very much comes from your network just now, perhaps from others who share it. Try again in { $wait }; with a password, and once a few of your posts have been seen, this does not concern you.
pseudonym-filtered = A filter of the moderators does not let this pseudonym through. Choose another one.
siege-rooms = This wall is being attacked just now: only those can open rooms who keep a pseudonym and have written a little. Come back when it is calm, or ask those who look after this place.

## Accounts and privacy
password-wait = That was wrong several times. To keep guessers out, one try is possible every ten seconds now; please wait that long.
password-busy = Too many passwords are being checked right now. Everything but the password is still here: please send it again in a few seconds.
login-late = That took too long, or the password has changed meanwhile. Please begin again.
session-on = { $browser } on { $system }
session-end-others = End all the others
code = Code
code-title = One more thing: the code
code-lede = The password is right. Now type the code that your authenticator shows.
code-hint = Six digits from your authenticator, or one of your recovery codes.
code-button = Log in
code-wrong = This code is not right, or it was used already. An authenticator shows a new one every thirty seconds.
factor-title = Second factor
factor-is-on = Logging in asks for a code besides the password.
factor-is-off = With a second factor, logging in asks for a code from your phone or computer besides the password. Whoever learns the password alone stays out.
factor-set-up = Set it up
factor-manage = Recovery codes, or switch it off
factor-lede = Any authenticator will do (TOTP). Nothing is changed before you confirm at the end of this page.
factor-secret-title = The secret
factor-secret = Type it into your authenticator:
factor-address = Or open or copy this address:
factor-confirm-title = Confirm
factor-code-hint = The six digits that your authenticator shows now. Have you written down the recovery codes? They are shown only here. Your other sessions end.
factor-button = Ask for a code from now on
factor-since = A code is asked for since
factor-off = Switch it off
factor-needs-password = A second factor needs a first one: please set a password for your pseudonym before.
recovery-codes = Recovery codes
recovery-codes-hint = Each of them opens your account once if your authenticator is lost. Write them down where nobody else looks; they cannot be shown again.
recovery-codes-left = { $count ->
    [0] None is left.
    [one] One is left.
   *[other] { $count } are left.
}
recovery-codes-new = New recovery codes
recovery-codes-button = Use these from now on
back-to-account = Back to my account
done-claimed = This wall is yours.
done-rules = Saved; it holds from now on.
done-left = You have left. See you soon!
done-kept = The pseudonym is yours for good.
done-password = The password is changed, and your other sessions have ended.
done-session = The session has ended.
done-language = The language is changed.
done-light-on = Your light shines.
done-light-off = Your light is out.
done-factor-on = From now on a code is asked for when you log in.
done-factor-off = No code is asked for any more.
done-codes = The new recovery codes are good, the old ones no longer.
done-mail = A letter is on its way to this address. Open the link in it to confirm.
done-mail-confirmed = The address is confirmed.
done-mail-removed = The address is forgotten.
done-recovered = The new password is set, and all sessions have ended. Please log in with it.
done-erased = Your account and your words are deleted.
done-name-erased = Your account is deleted. Your words stay, without a name.
filters-title = Filters
filters-lede = What is written is held against these words and patterns. What moderators and owners write is not.
filters-not-yours = Only moderators and owners can see and change the filters.
filters-all = The filters that there are
filters-none = There is no filter yet.
filters-new = A new filter
filters-full = There are 500 filters already, which is the most there can be. Delete one first.
filters-try = Try them out
filters-try-words = Words to try
filters-try-button = See which filters they hit
filters-try-nothing = These words hit no filter.
filters-try-hits = These words hit:
filter-pattern = Words or pattern
filter-pattern-hint = Words are sought whole, whatever their capitals and accents. A pattern is a regular expression, as (?i)v[i1]agra.
filter-kind = What it is
filter-is-words = Words
filter-is-regex = A regular expression
filter-words = words
filter-regex = pattern
filter-deed = What becomes of a post in which it is found
filter-mark = It is seen, and moderators are told.
filter-hold = It waits for a moderator.
filter-refuse = It is not taken.
filter-deed-unknown = Choose what becomes of the post.
filter-add = Add the filter
filter-found = It is found in the words that are tried out.
nav-privacy = What is kept
nameless = somebody who was forgotten
data-section = My data
data-title = Take my data along
data-lede = Everything that is kept about you here, in one archive (ZIP) with open formats that any computer can read.
data-posts = What you wrote, a line of JSON for each: room, time, address, words, and what it said before it was changed. Also what you deleted, as long as it is not erased.
data-profile = Your pseudonym, since when you have it, and what you are kept from.
data-sessions = The browsers in which you are logged in.
data-settings = Your settings, and how far you have read.
data-drafts = Words that you have not sent yet.
data-moderation = What you reported, and your appeals.
data-button = Make the archive
data-late = The address of this archive is no longer good. Please ask for it again on your account page.
data-read-me = What { $title } keeps about { $name }. Times are in UTC (RFC 3339), all text is UTF-8. posts.jsonl and messages.jsonl have one JSON object in each line, oldest first; the other files are JSON. What others wrote is theirs, and not in here, but for the private messages that they sent you.
delete-me-title = Delete me
delete-me-lede = This cannot be undone.
delete-me-at-once = Your pseudonym, your password, your settings, drafts and sessions are erased at once, here and in the log.
delete-me-stays = What stays is that somebody wrote something and when, and the titles of the rooms that you opened. The log can still be verified.
delete-me-copies = Your name may stand in what others wrote, and in copies that others made; nobody here can reach those.
delete-me-data-first = Take your data along first
delete-me-choice = What becomes of your words?
delete-me-leave = Forget my name, and leave my words without a name
delete-me-words = Delete my words too
delete-me-choose = Please choose one of the two.
delete-me-confirm = To be sure, type your pseudonym: { $name }
delete-me-other-name = This is not your pseudonym.
delete-me-button = Delete me for good
privacy-title = What is kept, and for how long
privacy-lede = This page is written by the configuration of this place itself. Everything stands in one database on the machine that serves it.
privacy-words-title = What you write
privacy-words = Posts stay until you delete them. A deletion can be undone for { $days ->
    [0] no time at all
    [one] one day
   *[other] { $days } days
}; after that the words are erased, in the log too. What is on its way (drafts) stays until you send it or your session ends.
privacy-votes-title = Reactions and votes
privacy-votes = Reactions are public: everybody sees who reacted, until you take it back or are forgotten. What you vote for in a poll is kept so that you can change it, and shown to nobody; in public stands how many chose what. When you are forgotten, your votes go with you.
privacy-name-title = Your pseudonym and password
privacy-name = The pseudonym is public. Of the password only a hash is kept (argon2id), from which nobody can read it. The secret of a second factor is kept as long as you use it.
privacy-sessions-title = Sessions
privacy-sessions = For each browser in which you are logged in: what it calls itself, since when, and when it was last used. A session that is not used for { $days ->
    [one] one day
   *[other] { $days } days
} ends, and all of this is erased.
privacy-reading-title = How far you have read
privacy-reading = For each room, so that what is new can be marked. Nobody else sees it. That you are here is seen by all, as a light; you can put it out.
privacy-cookies-title = Cookies
privacy-cookies = One for the session. One by which a browser from which you once logged in is known again, so that nobody else's guesses lock you out. One each for a language, for how you like to read and for how news come, if you choose: they hold nothing but the words for that. One that lives for a minute, for a word such as “done”. So that a form that is sent twice has one effect, its number is kept for three days.
privacy-mail-title = E-mail
privacy-no-mail = No e-mail address is asked for or kept.
privacy-network-title = Network addresses
privacy-network = Addresses are never written down. To tell floods from talk they are in memory as keyed hashes, for a day at most.
privacy-log-title = The machine's log
privacy-log = It says which kind of page was asked for, when, and how long it took. No words, passwords, names of people or addresses.
privacy-others-title = Others
privacy-others = None. No page loads anything from anywhere else, nothing is counted by anybody else, and nothing is sold or passed on.
privacy-rights-title = What you can do
privacy-rights = Whoever has a pseudonym can take everything along, and be forgotten, without asking anybody: both stand under “My account”.
privacy-mail = An e-mail address is kept only if you give one, for letters about your password, and about what is unread if you ask for those, until you take it back. What was sent is remembered as a hash, for an hour or a day.
mail-title = E-mail address
mail-lede = If you forget your password, a letter to this address lets you set a new one. It is never shown, and used for nothing else that you did not ask for.
mail-set = Give, change or take back an address
mail-address = E-mail address
mail-hint = A letter with a link is sent there. The address counts once you have opened it.
mail-button = Use this address
mail-confirmed = (confirmed)
mail-unconfirmed = (not yet confirmed: a letter is on its way)
mail-remove = Forget this address
mail-odd = This is no e-mail address.
mail-wait = That was the third letter within an hour. Please wait twenty minutes for the next.
mail-late = This link is no longer good: it was used, it is too old, or there is a newer one. Please ask for another.
mail-needs-password = A letter helps those who forgot a password: please set one for your pseudonym before.
mail-confirm-title = Confirm the address
mail-confirm = The letter has arrived. Shall the address count from now on?
mail-confirm-button = Yes, confirm it
recover-title = Forgot your password?
recover-lede = If you have given an address, a letter with a link to set a new password can be sent there.
recover-button = Send the letter
recover-sent = If this pseudonym is kept by a password and has a confirmed address, a letter is on its way there. The link in it is good for one hour. At most three letters an hour are sent.
recover-new-title = A new password
recover-new = For { $name }. All sessions end, and you log in with the new password.
recover-new-button = Set the new password
letter-confirm-subject = { $title }: confirm your address
letter-confirm =
    Somebody, most likely you, gave this address for the pseudonym { $name } on { $title }.
    To confirm it, open this page within a day:

    { $link }

    If it was not you, do nothing: the address will not be used.
letter-recover-subject = { $title }: a new password
letter-recover =
    Somebody, most likely you, asked for a new password for the pseudonym { $name } on { $title }.
    To set it, open this page within an hour:

    { $link }

    If it was not you, do nothing: your password stays as it is.

## Pictures and files
picture-undescribed = picture without description
pictures-label = Pictures
files-label = Pictures and files
files-choose = Choose some
files-hint = Up to { $count }, of { $size } MB each.
files-waiting = What hangs on it
files-describe = Please say in a few words what the pictures show, for those who do not see them.
alt-label = Description
alt-first = What the first one shows
file-leave-out = Leave it out
file-colon = :
file-kilobytes = { $count } kB
file-megabytes = { $count } MB
file-again = It was not taken this time. Please choose it again.
file-one-too-many = That is one too many: { $count } can hang on a post.
file-too-large = It is larger than { $size } MB.
file-empty = There is nothing in it.
file-broken = It cannot be read as a picture: it may be damaged, or cut off.
file-too-many-pixels = It has more pixels than can be taken. Please make it smaller first.
file-too-many-frames = This animation is too long. Please make it shorter or smaller first.
file-svg = SVG drawings can hold programs, and are not taken. Please send it as PNG.
file-no-pictures = Pictures are not taken here.
file-no-picture = It is no picture in JPEG, PNG, GIF or WebP.
file-unknown = It is nothing that is taken here: pictures, PDF, sound, film, plain text and ZIP archives are.
limited-files = You have sent many files in a short time. You can send more in { $wait }.
set-files = Pictures and files
set-pictures = Pictures can hang on posts, and stand beside names
set-pictures-hint = JPEG, PNG, GIF and WebP. Each is encoded anew, and what else stood in it is removed.
set-other-files = Other files can hang on posts
set-other-files-hint = PDF, sound, film, plain text and ZIP archives, always as downloads. Nobody looks into them.
set-file-megabytes = Megabytes that a file can have
data-files = Your pictures and files, as they are kept here: the one beside your name, those that hang on your posts, and those that wait to.
## What is new
nav-notifications = Notifications
nav-notifications-count = Notifications ({ $count })
notices-empty = Nothing yet. You are told here when somebody names you (@pseudonym), answers you, comments on what you wrote, or writes where you follow.
notices-read-all = Mark all as read
notice-unread = New
notice-read = Mark as read
notice-mention = named you
notice-reply = answered you
notice-comment = commented on your post
notice-wall = wrote on your wall
notice-thread = went on in a thread that you follow
notice-room = wrote where you follow
wall-of = The wall of { $name }
following-title = What I follow
following-lede = You are told of what is said where you follow, and of comments in threads where you took part. Where you mute, you are told of nothing, not even of answers: only of what names you.
following-wall = You neither follow nor mute the wall.
following-nothing = You follow and mute nothing.
following-is = You follow this.
following-muted = You muted this: you are told only of what names you.
following-is-muted = Muted
following-follow = Follow
following-leave = No longer follow
following-mute = Mute
following-unmute = No longer mute
unread-title = Unread
unread-nothing = You have read everything.
unread-count = { $count ->
    [one] One unread
   *[other] { $count } unread
}
unread-many = More than { $count } unread
unread-read = Mark as read
unread-read-all = Mark all as read
letters-title = Letters about what is unread
letters-lede = What is unread can come to you by mail: the rooms, how much it is, and how it begins. Where nothing is unread, nothing is sent.
letters-to = They go to
letters-how-often = How often?
letters-never = Never
letters-daily = Once a day
letters-weekly = Once a week
letters-button = Save
letters-no-address = First you need an address that you have confirmed.
letters-end-title = No more letters
letters-end = You will get no more letters about what is unread. Letters about your password are not concerned.
letters-end-button = End these letters
letters-not-yours = This address is not complete. Please copy all of it from the letter.
done-letters = Your choice is kept.
done-letters-ended = You will get no more letters about what is unread.
letter-unread-subject = { $title }: what you have not read yet
letter-unread =
    Hello { $name }, this is what you have not read yet on { $title }.

    { $list }

    All of it on one page:
    { $all }

    You asked for these letters. To end them, open this page:
    { $end }
data-notifications = What you were told of, what you follow and mute, and which letters you want.
privacy-notices-title = What you are told of
privacy-notices = That somebody named or answered you, or wrote where you follow, is kept for { $read } days once you have read it, for { $unread } days if you have not; and what you follow or mute, until you change it. The words themselves stand only in the post. Nobody else sees any of it.
nav-search = Search
search-title = Search
search-title-of = Search: { $words }
search-words = What was said
search-author = By whom (optional)
search-room = In which room (optional)
search-button = Search
search-hint = “exact words”, begin*, -without, author:name, room:name, after:2020, before:2020-06-30
search-here = Search this room
search-theirs = Search what they said
search-results = Results
search-best = Best first
search-newest = Newest first
search-more = More results
search-none = Nothing was found.
search-end = There are no more results.
search-try = Fewer words find more, and so does only the beginning of one with a star: light* finds “lights” and “lighthouse”. Capitals and accents make no difference.
search-nothing-sought = Please type at least one word to look for, an author or a room.
search-no-author = Nobody here is called { $name }.
search-no-room = There is no room called { $name }.
search-own = the wall of { $name }
search-note-long = Only the first 300 characters were read.
search-note-many = Only the first twelve words and operators were read.
search-note-quote = A quotation mark was left open, so that what follows it was read as single words.
search-note-short = Before a star there must be two letters at least.
search-note-signs = Signs without words were passed over.
search-note-date = A date is written as 2020-06-30, 2020-06 or 2020; what was no date was passed over.
limited-searches = You have searched a lot in a short time. You can go on in { $wait }.
# Reading, and people.
nav-reading = Reading settings
times-zone = Times are those of { $zone }
unfold = Show the rest
age-now = just now
age-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
age-months = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
age-years = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
settings-title = Reading settings
settings-lede = How this place looks to you. It is kept in this browser alone, in cookies that hold these words and nothing about you.
settings-lede-member = How this place looks to you, in every browser in which you are logged in. How news come is kept in each browser by itself.
settings-account = Light and dark, the size of letters, your time zone, your language, how news come.
settings-change = Change how you read
settings-back = Back to where you were
settings-theme = Colours
settings-size = Letters
settings-density = Space
settings-posts = Posts on a page
settings-zone = Time zone
settings-zone-now = By the clocks that are chosen so far it is { $time }.
settings-times = Times of posts
settings-times-hint = The exact time is always told when you point at it.
settings-live-hint = Kept until you close the browser.
settings-live-auto = As this browser does best
settings-unknown = Choose one of these.
settings-save = Save
theme-auto = As my system has it
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
theme-sepia = Sepia
size-small = Small
size-usual = As usual
size-large = Large
size-largest = Very large
density-calm = Calm
density-dense = Close together
times-exact = Day and hour
times-ages = How long ago
done-reading = Your settings are saved.
done-profile = Your page is changed.
profile-title = About you
profile-account = Some words and links on your page, your picture, and whether others see when you were last here.
profile-change = Change what your page says
profile-lede = Everybody can read this on your page. Everything may stay empty.
profile-unkept = Words and links need a pseudonym that a password keeps: it can be set under “My account”.
profile-bio = Who you are
profile-bio-hint = At most { $max } characters, in Markdown.
profile-links = Where else you are
profile-links-hint = Addresses that begin with https://. Nobody checks whether they are yours.
profile-link = Address { $number }
profile-link-wrong = This is not an address that begins with https:// and leads to a named place.
profile-muted = You cannot change this at the moment.
profile-sight = Let members see on which day I was last here
profile-sight-hint = It is off until you switch it on. People without a pseudonym never see it.
profile-clear = Clear what their page says and shows of them
avatar-title = Your picture
avatar-choose = A picture to stand beside your name, instead of the firefly
avatar-hint = JPEG, PNG, GIF or WebP, up to { $size } MB. Everybody can see it. Its middle is kept as a small square, and nothing of what else stands in the file, such as where it was taken.
avatar-show = Show this picture
avatar-remove = Show the firefly again
avatar-none = No picture came. Please choose one first.
avatar-newcomer = Just now, pictures beside names are for those who have written a few posts here.
avatar-one = More than one came. Please choose a single picture.
deed-clear-profile = cleared what somebody says about themselves, or their picture
person-pages = Pages of this person
person-wall = Wall
person-written = Posts and comments
person-moderator = Moderator
person-owner = Owner
person-seen = Last here on
written-empty = Nothing that you can see has been written yet.
written-comment = Comment
written-own = On the wall of
privacy-profile-title = What you say about yourself
privacy-profile = Words and links on your page are public until you change them; what they said before is not kept. The same holds for your picture, of which only a small square is kept: what else the file held is thrown away. On which day you were last here is shown to members only, and only if you want. A moderator can clear what your page says, and the picture. How you like to read is kept beside your name, and nobody else sees it.
about-keys-title = Keys
about-keys = In browsers with access keys these lead to a place at once. With which other keys they are pressed depends on the browser: often Alt, or Alt and Shift.
keys-wall = the wall
keys-rooms = the rooms
keys-composer = the field in which you write
keys-older = what is older
keys-newer = what is newer
# Private messages and drafts.
nav-messages = Messages
nav-messages-unread = Messages ({ $count })
messages-section = Messages and drafts
messages-title = Messages
messages-lede = What you write to one person, and they to you. Nobody else here can open it.
messages-empty = You have no messages yet. To write one, open somebody’s page.
messages-unread = { $count } new
messages-you = You
messages-with = Messages with { $name }
messages-none-yet = Nothing has been said here yet.
message-delete = Delete for both
messages-delete-hint = A message that you delete goes at once and for good, for both of you.
message-write = Write a private message
message-send = Send
message-report = Show to the moderators
message-report-title = Show a message to the moderators
message-report-lede = They will see this one message and who wrote it, and nothing else of your conversation.
message-report-send = Show it to them
done-message-reported = The moderators can see this message now.
messages-reported = Messages shown to you
messages-reported-lede = Private messages that their receivers showed to the moderators. You see these copies and nothing around them. What is settled is erased.
messages-reported-author = What was decided about this person
messages-reported-settle = Settled
messages-reported-not-yours = Only moderators can see what was shown to them.
conversation-delete = Delete this conversation
conversation-delete-lede = It goes for you alone: the other person keeps it until they delete it as well, and then it is erased. This cannot be undone.
conversation-delete-button = Delete it for me
messages-keep-first = Private messages are for those who keep their pseudonym. Set a password in your account, and they are open to you.
messages-muted = A moderator muted you everywhere, so you cannot send messages.
messages-self = This is you.
messages-other-left = This person has left.
messages-other-unkept = This person does not keep their pseudonym, so nobody can write to them in private.
messages-you-block = You take no messages from this person. To write to them, unblock them first.
messages-not-taken = This person takes no messages from you.
messages-too-fast = That came faster than people write, or in a field that stays empty. Please look it over and send it again.
messages-filtered = A filter of this place does not let these words through.
messages-siege = This place is being attacked, so those who are new cannot begin conversations right now. Please try again later.
limited-messages = That was a lot of messages in a short time. You can send the next one in { $wait }.
limited-conversations = You began several conversations in a short time. You can begin the next one in { $wait }.
blocks-title = Who may write to you
blocks-people = Whom you block
blocks-lede = They cannot send you messages. What they say in public you see as before, and they see you.
blocks-none = You block nobody.
blocks-nobody = There is nobody else of this pseudonym.
blocked-since = since
block = Block
unblock = Unblock
taking-title = Private messages
taking-kept = Everybody who keeps a pseudonym can write to you.
taking-none = You take messages from nobody.
taking-open = Take them from everybody who keeps a pseudonym
taking-close = Take them from nobody
drafts-title = Drafts
drafts-lede = What you looked at in a preview, and what could not be taken when you sent it. Each is kept for 30 days, and nobody else sees it.
drafts-none = Nothing is kept.
draft-saved = kept since
draft-drop = Throw away
draft-offered = You have not sent this yet. It is kept as a draft until you send it or throw it away.
draft-files = Its pictures and files wait for a day, in this browser alone.
draft-wall = On the wall
draft-room = In the room { $name }
draft-own = On the wall of { $name }
draft-comment = A comment
draft-edit = A change of a post
draft-message = A message to { $name }
kept-draft = They were not published, and are kept for you:
data-messages = Your private messages, sent and received, as long as you have not deleted them.
privacy-messages-title = Private messages
privacy-messages = They are read by the two people they are between, and never stand in the log, in feeds or in search. They are not encrypted: whoever runs the machine could read them in the database. They stay until their author deletes them, or until both have deleted the conversation. Moderators see only a message that its receiver shows to them, as a copy, until they have settled it. Whom you block is kept until you unblock them.
privacy-drafts-title = Drafts
privacy-drafts = What you previewed or what was refused is kept for 30 days, or until you send it or throw it away; the pictures and files that wait with it, for a day. Nobody else sees it.
