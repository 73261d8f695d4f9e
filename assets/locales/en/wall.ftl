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
data-read-me = What { $title } keeps about { $name }. Times are in UTC (RFC 3339), all text is UTF-8. posts.jsonl has one JSON object in each line, oldest first; the other files are JSON. What others wrote is theirs, and not in here.
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
privacy-cookies = One for the session. One by which a browser from which you once logged in is known again, so that nobody else's guesses lock you out. One each for a language and for how news come, if you choose. One that lives for a minute, for a word such as “done”. So that a form that is sent twice has one effect, its number is kept for three days.
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
privacy-mail = An e-mail address is kept only if you give one, for letters about your password and nothing else, until you take it back. What was sent is remembered as a hash, for an hour or a day.
mail-title = E-mail address
mail-lede = If you forget your password, a letter to this address lets you set a new one. It is never shown and used for nothing else.
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
