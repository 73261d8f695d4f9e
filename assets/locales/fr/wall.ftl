# Les mots du mur, en français.

## Navigation
skip = Aller au contenu
nav = Site
nav-wall = Le mur
nav-rooms = Les salons
nav-account = Mon compte
nav-login = Se connecter
nav-about = À propos
nav-language = Langue
times-utc = Les heures sont en UTC
feed-link = Flux (Atom)
feed-of = Tout ce qu’écrit { $name }
leave = Partir
back-to-wall = Retour au mur

## Les lucioles
fireflies = Lucioles
fireflies-nobody = Aucune lumière pour l’instant.
fireflies-all = Les voir toutes
fireflies-lede = Les lumières des personnes connectées : celles qui suivent une liste en direct, ou qui ont ouvert une page il y a moins d’une minute.
fireflies-count = { $count ->
    [one] Une lumière
   *[other] { $count } lumières
}

fireflies-strangers = { $count ->
    [one] et une personne qui lit sans pseudo
   *[other] et { $count } personnes qui lisent sans pseudo
}
idle = au repos

## En direct
write = Écrire quelque chose
to-composer = Aller au plus récent et écrire
live-wait = Attendre du nouveau
live-stream-on = Cette liste est en direct.
live-poll-on = Cette page se renouvelle dès qu’il y a du nouveau.
live-refresh-on = Cette page se renouvelle toutes les 30 secondes.
live-pause = Mettre en pause
live-again = Se reconnecter
live-choice = Changer de mode
live-lede = Ce qui se dit maintenant apparaît ici tout seul, comme les modifications et les lumières de celles et ceux qui sont là. Il n’y a rien à recharger.
live-end-long = Le direct continue.
live-end-slow = Cette connexion ne suivait plus. Le direct reprend du début.
live-end-stopping = Le mur s’arrête un instant. Le direct reviendra tout seul.
live-end-deleted = Cette discussion a été supprimée.
live-still-paused = En pause : rien ne bouge ici.
live-still-old = Ce navigateur ne sait pas afficher le direct : voici la liste telle qu’elle est.
live-still-many = Vous avez déjà plusieurs directs ouverts : voici la liste telle qu’elle est.
live-choice-title = Comment arrivent les nouvelles
live-choice-lede = Aucun de ces modes n’a besoin d’un script. Votre choix vaut jusqu’à la fermeture du navigateur.
live-choice-legend = Comment le mur et les salons doivent-ils se renouveler ?
live-stream = En direct
live-stream-hint = Tout apparaît au moment où cela arrive, dans un cadre.
live-poll = À l’écoute
live-poll-hint = La page attend du nouveau et se remplace dès qu’il y en a. On écrit sur une page à part.
live-refresh = De temps en temps
live-refresh-hint = La page se remplace toutes les 30 secondes. On écrit sur une page à part.
live-hand = À la main
live-hand-hint = Rien ne bouge sans que vous le demandiez. Le mieux pour lynx, w3m et les lecteurs d’écran.
live-aloud = Faire lire les nouveaux messages par mon lecteur d’écran, en direct
live-choose = Choisir
live-choice-unknown = Choisissez l’un des quatre modes.

## Dates et listes
day = { $day } { $month } { $year }
first-of-month = 1er
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
pager = Suite de la liste
older = Plus ancien
newer = Plus récent
days = Autres jours
list-end = La liste s’arrête ici.
to-newest = Revenir au plus récent
new-since = Nouveau depuis votre dernier passage

## Le mur, les salons et les gens
wall-lede = Un mur, des salons, et de petites lumières qui disent qui est là. Tout fonctionne sans une ligne de JavaScript.
wall-empty = Il n’y a encore rien sur le mur. Les premiers mots pourraient être les vôtres.
join = Prendre un pseudo pour écrire ici
join-rooms = Prendre un pseudo pour ouvrir un salon
rooms-title = Les salons
rooms-empty = Aucun salon n’est encore ouvert.
room-empty = Personne n’a encore rien dit dans ce salon.
room-open-title = Ouvrir un salon
room-open = Ouvrir le salon
room-title = Titre
room-about = De quoi on y parle (facultatif)
room-save = Enregistrer
room-settings-title = Réglages du salon
room-delete = Supprimer la discussion
room-delete-what = { $count ->
    [0] Le salon disparaît pour tout le monde.
    [one] Le salon et son message disparaissent pour tout le monde.
   *[other] Le salon et ses { $count } messages disparaissent pour tout le monde.
} Vous pouvez annuler pendant { $days ->
    [one] un jour
   *[other] { $days } jours
} ; passé ce délai, les mots sont effacés pour de bon.
room-delete-confirm = Pour confirmer, tapez { $slug }
room-delete-wrong = Ce n’est pas le nom demandé.
room-gone-title = Cette discussion a été supprimée
room-gone = Elle peut être rétablie pendant un certain temps ; passé ce délai, les mots sont effacés pour de bon.
room-not-yours = Seuls les propriétaires du mur et la personne qui a ouvert ce salon peuvent faire cela.
room-here = Dans ce salon
room-posts = { $count ->
    [0] Aucun message
    [one] Un message
   *[other] { $count } messages
}
person-since = Ici depuis le
person-empty = Il n’y a encore rien sur ce mur.
unkept = de passage
unkept-left = reparti
unkept-imported = importé

## Messages
words = Vos mots
markdown-hint = *important*, **très important**, `code`, > citation, - liste, [texte](adresse)
publish = Publier
preview = Aperçu
preview-title = Aperçu
quoting = En réponse à
comment = Commenter
comments = Commentaires
comments-all = { $count ->
    [one] Le commentaire
   *[other] Les { $count } commentaires
}
comments-count = { $count ->
    [one] Un commentaire
   *[other] { $count } commentaires
}
reply = Répondre
edit = Modifier
edited = modifié le
edit-title = Modifier un message
save = Enregistrer
cancel = Annuler
delete = Supprimer
undo = Rétablir
versions = Versions précédentes
version-until = Jusqu’au
read-on = Lire en entier
post-title = Un message de { $name }
post-deleted = Supprimé par la modération.
post-deleted-own = Supprimé par la personne qui l’avait écrit.
post-not-yours = Seule la personne qui l’a écrit peut faire cela ou, pour le supprimer, qui veille sur ce lieu.
quote-gone = En réponse à un message supprimé
reply-gone = Le message auquel vous répondez n’est plus là. Vos mots, si.
up-thread = Toute la conversation
up-post = Le message

## Réactions et sondages
react = Réagir
reaction-thanks = Merci
reaction-agree = D’accord
reaction-smile = Sourire
reaction-sad = Triste
reaction-light = Éclaire
reaction-surprise = Surprise
reaction-disagree = Pas d’accord
reaction-seen = Lu
reaction-own = (dont vous)
reaction-unknown = Choisissez l’une de ces réactions.
reactions-title = Réactions
reactions-who = Les réactions, et de qui elles viennent
reactions-none = Personne n’a encore réagi.
reactions-off = Aucune réaction n’est proposée ici.
reactions-hint = Appuyez une fois pour réagir, une deuxième fois pour revenir en arrière. Tout le monde voit qui a réagi.
reactions-all = { $count ->
    [one] La personne concernée
   *[other] Les { $count } personnes
}
respond-held = Ce message attend un modérateur : d’ici là, personne n’y réagit.
respond-locked = Ce message est verrouillé : il ne reçoit plus ni réactions ni votes.
poll-title = Sondage
poll-add = Ajouter un sondage : de 2 à 12 choix, un par ligne
poll-choices = Choix du sondage, un par ligne
poll-multiple = plusieurs choix permis
poll-closing = Clôture
poll-never = jamais d’elle-même
poll-hour = au bout d’une heure
poll-hours-6 = au bout de 6 heures
poll-hours-12 = au bout de 12 heures
poll-day = au bout d’un jour
poll-days-3 = au bout de 3 jours
poll-week = au bout d’une semaine
poll-month = au bout de 30 jours
poll-few = Un sondage a au moins deux choix, un par ligne. Pour vous en passer, videz ses champs.
poll-many = Un sondage a 12 choix au plus.
poll-long = Un choix a 200 caractères au plus.
poll-same = Deux des choix sont identiques.
poll-fixed = Une fois le sondage publié, les choix ne changent plus ; son auteur peut le clore plus tôt.
poll-secret = Les votes sont secrets.
poll-change = Vous pouvez changer le vôtre.
poll-close = Clore le sondage
poll-choose-one = Un seul choix
poll-choose-some = Un ou plusieurs choix
poll-there = Voter ou voir le résultat
poll-votes = { $count ->
    [0] aucun vote
    [one] un vote
   *[other] { $count } votes
}, { $share } %
poll-voters = { $count ->
    [0] Personne n’a encore voté.
    [one] Une personne a voté.
   *[other] { $count } personnes ont voté.
}
poll-closes = Les votes comptent jusqu’au
poll-closed = Clos depuis le
vote = Voter
vote-again = Changer mon vote
vote-own = (votre vote)
vote-none = Rien n’a été choisi : faites un choix, puis votez.
vote-many = On ne peut choisir qu’une réponse ici.
vote-unknown = Choisissez parmi ces réponses.
vote-late = Ce sondage est clos : les votes ne comptent plus.

## Pseudos et mots de passe
login-title = Votre pseudo
login-lede = Un mot suffit, aucune adresse n’est demandée. Il est à vous tant que vous restez.
login-kept = Ce que vous avez écrit est gardé et vous attend derrière ce formulaire.
login-password-hint = Seulement pour un pseudo gardé par un mot de passe ; sinon, laissez vide.
login-button = Prendre ce pseudo
login-wrong = Ce pseudo et ce mot de passe ne vont pas ensemble. Si le pseudo est nouveau, laissez le mot de passe vide.
pseudonym = Pseudo
pseudonym-empty = Il faut un pseudo.
pseudonym-long = Un pseudo compte 40 caractères au plus.
pseudonym-odd = Un pseudo se compose de lettres et de chiffres, avec entre eux des espaces, des points, des traits d’union ou des apostrophes.
pseudonym-reserved = Désolé, ce pseudo donnerait l’impression de parler au nom du lieu.
pseudonym-taken = Désolé, mais ce pseudo est déjà pris, lui ou un autre qui lui ressemble !
password = Mot de passe
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-hint = 8 caractères au moins. Une petite phrase se retient bien et se devine mal.
password-empty = Il faut un mot de passe.
password-short = Un mot de passe compte au moins 8 caractères.
password-long = Un mot de passe compte 1 000 caractères au plus.
password-wrong = Ce n’est pas votre mot de passe actuel.
account-title = Mon compte
account-keep = Garder ce pseudo
account-keep-hint = Pour l’instant, ce pseudo est à vous jusqu’à votre départ. Avec un mot de passe, il le reste pour de bon.
account-change-password = Changer le mot de passe
account-change-password-hint = Vos autres sessions prennent fin quand le mot de passe change.
account-light = Ma lumière
account-light-on = Votre lumière brille parmi les lucioles tant que vous êtes là.
account-light-off = Votre lumière est éteinte : personne ne voit parmi les lucioles que vous êtes là.
account-light-hide = L’éteindre
account-light-show = La laisser briller
account-sessions = Sessions
account-sessions-hint = Tous les navigateurs où votre session est ouverte.
session-own = celle-ci
session-unnamed = Un navigateur sans nom
session-seen = utilisée pour la dernière fois le
session-end = Fermer cette session
language = Langue
language-title = Langue
language-button = Choisir cette langue
language-unknown = On ne parle pas encore cette langue ici.
claim-title = Ce mur attend son propriétaire
claim-lede = La personne qui envoie ce formulaire devient propriétaire. L’adresse ne sert qu’une fois.
claim-button = Devenir propriétaire

## À propos
about-title = À propos de { $title }
about-lede = En 2015, quelqu’un a quitté Facebook et une seule chose lui a manqué : le mur, vrai lieu d’échange dans une vraie prison. Alors il a construit le sien.
about-scripts-title = Pas de JavaScript, et pourquoi
about-scripts = Aucune page d’ici n’en contient une ligne. Le navigateur a pour consigne de n’en exécuter aucune : rien de ce qu’on écrit ici ne pourra jamais s’exécuter chez vous. Vieux téléphones, connexions lentes, navigateurs en mode texte et lecteurs d’écran ont droit au même lieu que tout le monde.
about-name-title = Un nom suffit
about-name = Un pseudo est à vous tant que vous restez ; un mot de passe le garde pour de bon. Aucune adresse électronique n’est demandée.
about-fireflies-title = Les lucioles
about-fireflies = Chaque personne est une petite lumière. Sa couleur vient du pseudo ; elle brille quand la personne est là et s’éteint quand elle part.
about-kept-title = Ce qui est gardé
about-kept = Ce que vous écrivez, jusqu’à ce que vous le supprimiez : une suppression peut être annulée pendant { $days ->
    [one] un jour
   *[other] { $days } jours
}, puis les mots sont effacés. Pour les personnes qui ont un pseudo : leurs brouillons, leur langue, le nom que se donne leur navigateur et sa dernière visite, pour qu’elles reconnaissent leurs sessions, et jusqu’où elles ont lu. Un cookie de session, un autre si vous choisissez une langue. Rien n’est jamais chargé d’ailleurs.

said = {" :"}

## Ce qui n’a pas marché
fault-stale = Ce formulaire avait vieilli, ou n’était pas pour vous. Rien n’est perdu : renvoyez-le.
fault-empty = Ce champ ne peut pas rester vide.
fault-doubled = Ce champ est arrivé deux fois ; lequel est le bon ?
fault-control = Des caractères invisibles ont été retirés. Relisez, puis renvoyez.
fault-utf8 = Certains caractères étaient illisibles. Relisez, puis renvoyez.
fault-too-long = C’est trop long.
fault-too-long-by = Il y a { $count } caractères, pour { $max } possibles.
again-title = Encore une fois
kept-title = Vos mots
kept-words = Ils n’ont pas été publiés. Copiez-les pour ne pas les perdre.
request-id = Pour en parler, citez la requête :
error-400-title = Demande incompréhensible
error-400 = La requête était abîmée.
error-401-title = Qui êtes-vous ?
error-401 = Il faut un pseudo pour cela.
error-403-title = Ce n’est pas permis
error-403 = Vous ne pouvez pas faire cela.
error-404-title = Il n’y a rien ici
error-404 = L’adresse est peut-être mal tapée ; peut-être que cela n’a jamais existé.
error-405-title = Pas de cette façon
error-405 = Cette adresse existe, mais pas pour cela.
error-410-title = Supprimé
error-410 = C’était ici, avant.
error-413-title = C’est trop
error-413 = L’envoi dépasse ce qui peut être reçu d’un coup.
error-415-title = Ce n’est pas un formulaire
error-415 = On ne peut envoyer ici que des formulaires ordinaires.
error-429-title = Un peu plus lentement
error-429 = Cela fait beaucoup en peu de temps. Attendez un instant, puis renvoyez.
error-500-title = C’est notre faute
error-500 = Quelque chose s’est mal passé ici, et c’est noté. Réessayez.
error-503-title = Un instant
error-503 = Il y a trop à faire en ce moment. Revenez dans quelques secondes.
error-host = Ce lieu n’est pas connu sous ce nom.
error-origin = Le formulaire venait d’un autre site : rien n’a été fait.
error-body = Le formulaire n’est pas arrivé entier.
error-claim = Ce n’est pas l’adresse affichée au premier démarrage.

## Order
room-banned = Ce salon vous est fermé : la modération vous en a exclu.
room-muted = Vous pouvez lire ici, mais pas écrire : la modération vous a réduit au silence.
room-not-writer = Seules certaines personnes peuvent écrire ici, et vous n’en faites pas partie.
mark-held = en attente de modération
mark-deleted = supprimé
mark-locked = verrouillé
mark-pinned = épinglé
mark-suspected = repéré par un filtre
moderate = Modérer
report = Signaler
back-to-post = Retour au message
warned = La modération a quelque chose à vous dire.
warned-read = Lire
moderate-not-yours = Cette décision ne vous appartient pas.
moderate-title = Décider au sujet d’un message
moderate-before = Décisions précédentes
moderation-title = Modération
moderation-queue = En attente
moderation-sweep = Coup de balai
moderation-people = Personnes sanctionnées
moderation-waiting = Ce qui vous attend
moderation-empty = Rien n’attend.
choose-all = Choisir toute cette page
case-choose = Choisir
case-why = Retenu ou repéré pour cette raison :
case-reported = Signalé
case-alone = Décider pour celui-ci seulement
room-own = un mur personnel
orders-title = Pour tout ce qui est choisi
order-reason = Pourquoi
order-reason-hint = Facultatif. Tout le monde peut le lire dans le journal, y compris la personne concernée.
order-term = Pour combien de temps
order-scope = Où
order-scope-room = Dans ce salon
order-scope-wall = Partout
order-post = Le message
order-author = La personne qui l’a écrit
order-dismiss = Rien à redire
order-release = Publier
order-hold = Masquer pour l’instant
order-delete = Supprimer
order-restore = Rétablir
order-lock = Verrouiller : plus de commentaires
order-unlock = Déverrouiller
order-pin = Épingler
order-unpin = Désépingler
order-warn = Avertir
order-mute = Réduire au silence
order-ban = Exclure
order-delete-ban = Supprimer et exclure
order-move = Déplacer
order-move-legend = Vers un autre salon
order-room = L’adresse du salon
order-room-hint = Ce qui suit /rooms/. Pour le mur, tapez une barre oblique.
order-none = Rien n’a été choisi.
order-back = Revenir
order-unknown = Ce choix n’existe pas.
order-no-room = Aucun salon n’a cette adresse.
term-hour = pour une heure
term-day = pour un jour
term-week = pour une semaine
term-month = pour 30 jours
term-year = pour un an
term-ever = pour toujours
done-dismissed = Les signalements sont classés : rien à redire.
done-count = { $count ->
    [one] une fois
   *[other] { $count } fois
}
deed-delete = a supprimé un message
deed-restore = a rétabli un message
deed-hold = a masqué un message pour l’instant
deed-release = a publié un message
deed-move = a déplacé un message
deed-lock = a verrouillé un message
deed-unlock = a déverrouillé un message
deed-pin = a épinglé un message
deed-unpin = a désépinglé un message
deed-warn = a averti quelqu’un
deed-mute = a réduit quelqu’un au silence
deed-unmute = a rendu la parole à quelqu’un
deed-ban = a exclu quelqu’un
deed-unban = a laissé revenir quelqu’un
deed-delete-room = a supprimé une discussion
deed-restore-room = a rétabli une discussion
deed-wipe-room = a supprimé une discussion pour toujours
deed-rule-room = a changé les règles d’un salon
deed-keep-room = a changé qui veille sur un salon
deed-give-role = a donné un rôle
deed-erase-person = a effacé quelqu’un
deed-change-rules = a changé les règles
by-the-wall = Le mur lui-même
somebody = quelqu’un
act-post = message
act-until = jusqu’au
act-undone = annulé
log-title = Journal de la modération
log-lede = Chaque décision, qui l’a prise et pourquoi. Les personnes effacées ne sont pas nommées.
log-closed = Seule la modération peut le lire.
log-is-closed = Seule la modération peut lire ce qu’elle a décidé.
log-feed = Le même en flux (Atom)
log-empty = Rien n’a encore été décidé.
report-title = Signaler un message
report-lede = La modération va le regarder. Personne d’autre ne saura qui l’a signalé.
report-reason = Ce qui ne va pas
report-reason-hint = Quelques mots suffisent.
report-send = Signaler
receipt-title = Votre signalement
receipt-open = La modération ne l’a pas encore regardé.
receipt-dismissed = La modération l’a regardé et n’y trouve rien à redire.
receipt-deleted = Le message a été supprimé.
receipt-held = Le message a été masqué pour l’instant.
receipt-acted = La modération est intervenue.
receipt-at = Signalé
receipt-settled-at = Classé
receipt-keep = Gardez l’adresse de cette page : elle dira toujours ce qu’est devenu votre signalement.
appeals-title = Réponses à des décisions
appeal-answer = Votre réponse
appeal-lift = Lever les sanctions
appeal-keep = Les maintenir
appeal-title = Y répondre
appeal-words = Ce que vous voulez dire à la modération
appeal-hint = Elle seule le lira. Une seule réponse à la fois.
appeal-send = Envoyer
appeal-yours = Vous avez écrit
appeal-waits = Personne n’a encore répondu.
appeal-answered = Réponse
release = Lever
restrained-empty = Personne n’est sanctionné.
held-mute-wall = au silence partout
held-mute-room = au silence dans
held-ban-wall = exclusion de partout
held-ban-room = exclusion de
history-title = Au sujet de { $name }
history-joined = Ici depuis le
history-acts = Ce qui a été décidé
history-no-acts = Rien.
history-posts = Ses messages
history-no-posts = Aucun.
sweep-wrote = Tout depuis
since-minutes = 10 minutes
since-hour = une heure
since-day = un jour
since-week = 7 jours
sweep-lede = Retrouve tout ce que les membres ont écrit depuis un certain temps, pour le masquer ou le supprimer d’un seul geste, et le rétablir de même. Les messages de la modération et des propriétaires sont laissés de côté.
sweep-since = Écrit depuis
sweep-who = Par
sweep-all = tous les membres
sweep-new = les personnes arrivées depuis un jour
sweep-author = Seulement par cette personne
sweep-words = Contenant ces mots
sweep-look = Regarder
sweep-nobody = Personne n’a ce pseudo.
sweep-found = { $posts ->
    [one] Un message
   *[other] { $posts } messages
} de { $people ->
    [one] une personne
   *[other] { $people } personnes
}
sweep-more = Seuls les plus récents sont montrés ; les boutons agissent sur tous.
decisions-title = Ce qui a été décidé à votre sujet
decisions-lede = Ce que la modération a décidé à votre sujet ou au sujet de vos messages, et pourquoi.
decisions-none = Rien.
decisions-read = J’ai lu
banned-title = Vous êtes exclu d’ici
banned-until = La modération vous a fermé ce lieu jusqu’au
banned-for-good = La modération vous a fermé ce lieu pour toujours.
banned-why = Pourquoi, et ce que vous pouvez répondre
pinned-title = Épinglés
room-rules-title = Comment on y écrit
room-approves = Chaque message attend la modération avant d’être vu
room-slow = Secondes d’attente entre deux messages d’une même personne
room-slow-hint = 0 : aucune attente.
room-slow-wrong = Un nombre de 0 à 86400.
room-writers = Qui peut écrire
room-rules-save = Enregistrer
room-keepers-title = Qui veille sur ce salon
room-keepers-none = Vous, et la modération du mur.
room-keeper = Pseudonyme
room-keeper-add = Lui confier le salon
room-keeper-remove = Ne plus le lui confier
room-keeper-nobody = Personne ici n’a ce pseudo.

## Les pages des propriétaires
nav-owner = Propriétaire
nav-moderation = Modération
owner-only = Cette page est réservée aux propriétaires du mur.
moderators-only = Cette page est réservée à la modération et aux propriétaires.
owner-title = Réglages du mur
owner-pages = Pages des propriétaires
owner-settings = Réglages
owner-people = Personnes et rôles
owner-invitations = Invitations
owner-log = Journal des propriétaires
set-save = Enregistrer
set-place = Le lieu
set-title = Nom
set-title-hint = Laissé vide : { $title }.
set-welcome = Mot d’accueil
set-welcome-hint = En haut du mur, pour les personnes sans pseudo. En Markdown ; laissé vide, le mur se présente lui-même.
set-reactions = Réactions proposées
set-reactions-hint = Des mots que l’on donne à un message en appuyant sur un bouton. Sans aucune, il n’y a pas de réactions.
set-languages = Langues proposées
set-language-default = Pour toutes les autres personnes
set-languages-wrong = Cette langue n’est pas proposée : cochez-la ci-dessus, ou choisissez-en une autre.
set-access = Qui peut faire quoi
set-readers = Qui peut lire
set-writers = Qui peut écrire
set-openers = Qui peut ouvrir des salons
set-joining = Comment on arrive
set-open-log = Tout le monde peut lire le journal de la modération
set-open-log-hint = Sinon, il est réservé à la modération et aux propriétaires.
set-newcomers = Les nouveaux venus
set-newcomer-posts = Nombre de messages après lequel on n’est plus nouveau
set-hold-newcomers = Les messages des nouveaux attendent la modération
set-newcomer-links = Un message de nouveau avec un lien
set-limits = Limites
set-posts-a-minute = Messages par minute et par personne
set-posts-at-once = Messages d’affilée par personne
set-rooms-an-hour = Salons par heure et par personne
set-too-fast = Secondes qu’il faut au moins pour écrire
set-too-fast-hint = Ce qui est envoyé plus vite attend la modération ; avec 0, rien n’attend.
set-layers = Contre les abus
set-empty-field = Un champ à laisser vide, pour les inconnus et les nouveaux
set-repeats = Un message qui répète le précédent
set-asks-puzzle = Une petite énigme en mots, au moment de prendre un pseudo
set-asks-picture = Une image où compter, ou bien une énigme en mots, au moment de prendre un pseudo
set-asks-picture-hint = En dernier recours : les machines comptent aussi bien que les gens.
set-asks-question = Une question de votre cru, au moment de prendre un pseudo
set-siege = Attaque
set-siege-seconds = Secondes d’attente pendant une attaque
set-siege-posts = Messages de nouveaux visibles par heure pendant une attaque
set-question = Votre question
set-question-hint = Une chose que sait toute personne d’ici, et qu’une machine ignore.
set-answers = Réponses acceptées
set-answers-hint = Une par ligne. Majuscules, accents, espaces et points ne comptent pas. Seuls les propriétaires les voient.
set-bounds = De { $least } à { $most }.
set-number = Il faut un nombre entier de { $least } à { $most }.
set-choice = Choisissez parmi ces possibilités.
set-refused = Ceci n’a pas été enregistré ; la raison est à côté du champ :
set-on = oui
set-off = non
set-nothing = rien
siege-off = Tout est calme. Pendant une attaque, les inconnus et les nouveaux font la queue avant de prendre un pseudo ou d’écrire, et peu de messages de nouveaux sont visibles. Les autres ne remarquent rien.
siege-on = Le mur est attaqué : les inconnus et les nouveaux font la queue.
siege-begin = On nous attaque
siege-end = L’attaque est finie
who-everybody = Tout le monde
who-members = Toute personne qui a un pseudo
who-kept = Toute personne qui garde son pseudo par un mot de passe
who-moderators = La modération et les propriétaires
joining-word-open = En prenant un pseudo
joining-word-approval = En prenant un pseudo, puis avec l’accord de la modération
joining-word-invitation = Sur invitation
joining-word-closed = On n’arrive plus
verdict-allow = est publié
verdict-mark = est publié et signalé à la modération
verdict-hold = attend la modération
verdict-refuse = est refusé
role-member = Membre
role-moderator = Modération
role-owner = Propriétaire
role-of = Rôle de
role-give = Donner ce rôle
role-unknown = Choisissez l’un des trois rôles.
role-unkept = Un rôle demande un pseudo gardé par un mot de passe : cela se règle sous « Mon compte ».
owner-last = C’est la dernière personne propriétaire : il en faut une.
people-lede = La modération veille sur tout le mur. Les propriétaires peuvent tout. Une personne dont le rôle change doit se reconnecter.
people-roles = Celles et ceux qui ont un rôle
people-all = Tout le monde
people-search = Pseudo, ou son début
people-find = Chercher
people-none = Personne ne s’appelle ainsi.
erase-title = Supprimer avec tous ses mots
erase-what = { $name } et tout ce que cette personne a écrit sont effacés tout de suite, ici et dans le journal, comme tout ce qui la concerne en privé. Il reste que quelqu’un a écrit quelque chose, et le titre des salons qu’elle a ouverts. On ne peut pas revenir en arrière.
erase-button = Supprimer cette personne pour de bon
erase-self = Cette personne, c’est vous.
wipe-title = Supprimer ce salon pour de bon
wipe-what = { $count ->
    [0] Le salon est supprimé.
    [one] Le salon et son message sont effacés tout de suite, ici et dans le journal.
   *[other] Le salon et ses { $count } messages sont effacés tout de suite, ici et dans le journal.
} On ne peut pas revenir en arrière.
wipe-reason = Pourquoi (facultatif)
wipe-button = Supprimer le salon pour de bon
password-again = Votre mot de passe, encore une fois
password-first = Il faut ici votre mot de passe, et vous n’en avez pas encore : choisissez-en un d’abord sous « Mon compte ».
owner-log-lede = Tous les propriétaires peuvent lire ceci, le plus récent d’abord.
owner-log-empty = Rien n’a encore été changé.
did-role = a donné un rôle à
did-rules = a changé les réglages :
did-wipe = a supprimé un salon pour de bon :
did-erase = a supprimé une personne et tous ses mots
somebody-erased = une personne supprimée
invite-title = Inviter quelqu’un
invite-uses = Nombre de personnes qui peuvent venir avec
invite-note = Pour qui (facultatif)
invite-note-hint = Seuls les propriétaires voient ceci.
invite = Créer une invitation
invitations-unused = Personne n’a besoin d’invitation en ce moment : la façon d’arriver se choisit dans les réglages.
invitations-open = Invitations en cours
invitations-none = Aucune invitation en cours.
invitation-made = L’invitation est prête
invitation-made-hint = Transmettez le code, ou l’adresse qui le contient. Il n’est montré que maintenant : ensuite, plus personne ne peut le lire ici, pas même vous.
invitation-uses = { $count ->
    [one] pour une personne
   *[other] pour { $count } personnes
}
invitation-end = Retirer
invitation = Invitation
invitation-hint = Le code de votre invitation. Inutile si vous revenez avec un mot de passe.
invitation-wrong = Cette invitation n’est pas en cours : relisez le code, ou demandez-en un autre à la personne qui vous l’a donné.
application = Quelques mots sur vous (facultatif)
application-hint = Pour la personne de la modération qui vous ouvrira. Inutile si vous revenez avec un mot de passe.
applicants-title = Personnes qui attendent d’entrer
applicants-lede = Elles ont pris un pseudo et peuvent lire. Cochez celles dont vous décidez.
applicants-none = Personne n’attend.
applicants-nobody = Personne n’était coché.
applicants-unclear = Faut-il les laisser entrer, ou les refuser ?
let-in = Laisser entrer
turn-away = Refuser
joining-approval = Un mot suffit, aucune adresse n’est demandée. La modération vous ouvre ensuite ; d’ici là, vous pouvez lire.
joining-invitation = Ici, un nouveau pseudo demande une invitation. Avec un pseudo gardé par un mot de passe, on revient comme toujours.
joining-closed = Aucun nouveau pseudo n’est donné ici en ce moment. Avec un pseudo gardé par un mot de passe, on revient comme toujours.
joining-closed-hint = Le mot de passe qui garde votre pseudo.
joining-closed-new = Aucun nouveau pseudo n’est donné ici en ce moment. Si le vôtre est gardé par un mot de passe, tapez-le ici.
gate-members = Il faut un pseudo pour lire ici.
gate-kept-only = Il faut un pseudo gardé par un mot de passe pour lire ici.
gate-moderators-only = En ce moment, seuls la modération et les propriétaires peuvent lire ici.
gate-applies = La modération doit vous ouvrir avant que vous puissiez lire ici. Revenez un peu plus tard.
gate-kept = Il faut un pseudo gardé par un mot de passe pour lire ici. Vous pouvez en choisir un sous « Mon compte ».
gate-moderators = En ce moment, seuls la modération et les propriétaires peuvent lire ici.
room-applies = La modération doit vous ouvrir avant que vous puissiez écrire ici. D’ici là, vous pouvez lire ; un aperçu garde ce que vous écrivez.
rooms-kept = Il faut un pseudo gardé par un mot de passe pour ouvrir un salon ici.
rooms-moderators = Seuls la modération et les propriétaires peuvent ouvrir un salon ici.
live-end-ruled = Les propriétaires ont changé les règles de ce lieu. Le direct reprend du début.
room-keeper-nobody = Personne ici n’a ce pseudonyme.


## Against abuse
stays-empty = Laissez ce champ vide :
wait-seconds = { $count ->
    [one] une seconde
   *[other] { $count } secondes
}
wait-minutes = { $count ->
    [one] une minute
   *[other] { $count } minutes
}
wait-hours = { $count ->
    [one] une heure
   *[other] { $count } heures
}
limited-slow = Ce salon est en mode lent : vous pourrez y écrire de nouveau dans { $wait }.
limited-ask = Si c’est une erreur, adressez-vous à celles et ceux qui veillent sur ce lieu.
post-held = Ce message attend l’accord de la modération. D’ici là, vous seul le voyez, avec les personnes qui veillent sur ce lieu.
post-held-away = Ce message attend l’accord de la modération.
post-locked = Cette discussion est close : on ne peut plus y répondre.
refused-filter = Un filtre de la modération ne laisse pas passer ces mots. Si c’est une erreur, changez-les ou adressez-vous à la modération.
refused-link = Quand on vient d’arriver, on ne peut pas encore publier de liens. Écrivez d’abord un peu sans eux, ou adressez-vous à la modération.
refused-repeat = Vous venez de le dire. Dites-le autrement, ou plus tard : vous pourrez le répéter dans une heure.
refused-repeat-of-another = Une autre personne arrivée depuis peu vient de dire exactement la même chose. Dites-le avec vos propres mots, ou attendez dix minutes.
why-filter = il contient ce que cherche le filtre « { $what } »
why-host = les nouveaux venus renvoient très souvent vers { $what }
why-approval = dans ce salon, chaque message attend l’accord de la modération
why-newcomer = son auteur vient d’arriver
why-link = son auteur vient d’arriver, et il contient un lien
why-fast = le formulaire est revenu plus vite qu’on n’écrit
why-filled = le champ à laisser vide a été rempli
why-suspect = le champ à laisser vide a été rempli au moment de prendre le pseudonyme
why-repeat = son auteur venait de dire la même chose
why-repeat-of-another = un autre nouveau venu venait de dire la même chose
why-siege = attaque en cours : assez de messages de nouveaux venus ont paru dans l’heure
filter-no-words = Un filtre contient au moins une lettre ou un chiffre.
filter-everything = Ce motif correspond à tout, même à rien.
filter-too-big = Ce motif est trop grand pour servir. Raccourcissez-le ou simplifiez-le.
filter-broken = Ce n’est pas une expression rationnelle : une parenthèse reste peut-être ouverte, ou un signe comme * vient en premier. Les filtres restent tels qu’ils étaient.
asked-hint = Seulement pour un nouveau pseudo ; sinon, laissez vide.
question-wrong = Ce n’est pas la réponse. Essayez autre chose, ou adressez-vous à celles et ceux qui veillent sur ce lieu.
puzzle-wrong = Ce n’était pas la solution ; voici une autre énigme.
picture-alt = Une nuit avec quelques lumières vives. Si vous ne la voyez pas, résolvez plutôt l’énigme en mots ci-dessous.
picture-question = Combien de lumières vives y a-t-il sur l’image ?
picture-hint = Seulement pour un nouveau pseudo. Au lieu de compter, vous pouvez résoudre l’énigme ci-dessous.
picture-wrong = Ni le nombre ni la solution n’étaient justes ; voici une autre image, et une autre énigme.
puzzle-nth = Écrivez le { $place } mot de : { $words }
puzzle-sum = Combien font { $one } plus { $other }, en chiffres ?
puzzle-largest = Lequel de ces nombres est le plus grand : { $numbers } ?
puzzle-letter = Par quelle lettre commence le mot « { $word } » ?
puzzle-places = premier deuxième troisième quatrième
puzzle-numbers = zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
puzzle-words = lampe jardin pain nuage piano bougie pont argent hiver orange poche lettre soleil panier miroir violon maison route table livre chanson montagne
siege-title = Un instant dans la file
siege-lede = Ce lieu est attaqué en ce moment. Les personnes qui arrivent attendent donc un peu avant de prendre un pseudonyme.
siege-left = Ce sera votre tour dans { $wait }. Cette page continue d’elle-même ; sinon, suivez alors le lien.
siege-continue = Continuer
siege-kept = J’ai un pseudonyme gardé par un mot de passe : me connecter tout de suite
siege-form = Ce lieu est attaqué en ce moment, les personnes qui arrivent attendent donc un peu : vous pourrez envoyer ceci dans { $wait }.
siege-form-now = Vous avez assez attendu : vous pouvez envoyer ceci.
siege-early = Pas encore : ce n’est pas votre tour. Rien n’est perdu ; renvoyez-le quand le temps sera écoulé.
siege-old = Votre tour est passé depuis longtemps, l’attente recommence donc. Rien n’est perdu.
siege-used = Vous avez déjà eu ce tour, l’attente recommence donc. Rien n’est perdu.
limited-posts = Vous avez beaucoup écrit en peu de temps. Vous pourrez continuer dans { $wait }.
limited-edits = Vous avez beaucoup modifié en peu de temps. Vous pourrez continuer dans { $wait }.
limited-rooms = Vous avez ouvert beaucoup de salons en peu de temps. Vous pourrez en ouvrir un autre dans { $wait }.
limited-names = Beaucoup de pseudonymes ont été pris depuis ce navigateur en peu de temps. Vous pourrez en prendre un autre dans { $wait }.
limited-logins = Ce navigateur a très souvent essayé de se connecter. Vous pourrez réessayer dans { $wait }.
limited-reports = Vous avez beaucoup signalé en peu de temps. Vous pourrez continuer dans { $wait }.
limited-reactions = Vous avez beaucoup réagi ou voté en peu de temps. Vous pourrez continuer dans { $wait }.
limited-address = Énormément de choses viennent de votre réseau en ce moment, peut-être d’autres personnes qui le partagent. Réessayez dans { $wait } ; avec un mot de passe, et dès que quelques-uns de vos messages auront paru, cela ne vous concernera plus.
pseudonym-filtered = Un filtre de la modération ne laisse pas passer ce pseudonyme. Choisissez-en un autre.
siege-rooms = Ce lieu est attaqué en ce moment : seules les personnes qui gardent un pseudonyme et ont déjà un peu écrit peuvent ouvrir des salons. Revenez quand le calme sera revenu, ou adressez-vous à celles et ceux qui veillent sur ce lieu.

## Les comptes et la vie privée
password-wait = Plusieurs essais de suite étaient faux. Pour décourager les devineurs, un seul essai est possible toutes les dix secondes ; merci de patienter.
password-busy = Trop de mots de passe sont en cours de vérification. Tout est encore là, sauf le mot de passe : renvoyez le formulaire dans quelques secondes.
login-late = Trop de temps a passé, ou le mot de passe a changé entre-temps. Recommencez, s’il vous plaît.
session-on = { $browser } sur { $system }
session-end-others = Fermer toutes les autres
code = Code
code-title = Encore une chose : le code
code-lede = Le mot de passe est bon. Saisissez maintenant le code affiché par votre application d’authentification.
code-hint = Les six chiffres de votre application d’authentification, ou l’un de vos codes de secours.
code-button = Se connecter
code-wrong = Ce code n’est pas le bon, ou il a déjà servi. Un nouveau s’affiche toutes les trente secondes.
factor-title = Double authentification
factor-is-on = La connexion demande un code en plus du mot de passe.
factor-is-off = Avec la double authentification, la connexion demande un code de votre téléphone ou de votre ordinateur en plus du mot de passe. Connaître le mot de passe ne suffit plus pour entrer.
factor-set-up = L’activer
factor-manage = Codes de secours, ou la désactiver
factor-lede = N’importe quelle application d’authentification convient (TOTP). Rien ne change avant votre confirmation au bas de cette page.
factor-secret-title = Le secret
factor-secret = Saisissez-le dans votre application :
factor-address = Ou bien ouvrez ou copiez cette adresse :
factor-confirm-title = Confirmer
factor-code-hint = Les six chiffres affichés en ce moment. Avez-vous noté les codes de secours ? Ils ne sont montrés qu’ici. Vos autres sessions prennent fin.
factor-button = Demander un code désormais
factor-since = Un code est demandé depuis le
factor-off = La désactiver
factor-needs-password = La double authentification commence par un mot de passe : choisissez-en d’abord un pour votre pseudo.
recovery-codes = Codes de secours
recovery-codes-hint = Chacun ouvre votre compte une seule fois, si vous perdez votre application. Notez-les en lieu sûr : ils ne pourront plus être affichés.
recovery-codes-left = { $count ->
    [0] Il n’en reste aucun.
    [one] Il en reste un.
   *[other] Il en reste { $count }.
}
recovery-codes-new = Nouveaux codes de secours
recovery-codes-button = Utiliser ceux-ci désormais
back-to-account = Retour à mon compte
done-claimed = Ce mur est à vous.
done-rules = C’est enregistré, avec effet immédiat.
done-left = À bientôt !
done-kept = Ce pseudo est à vous pour de bon.
done-password = Le mot de passe est changé, et vos autres sessions ont pris fin.
done-session = La session est fermée.
done-language = La langue est changée.
done-light-on = Votre lumière brille.
done-light-off = Votre lumière est éteinte.
done-factor-on = Un code sera désormais demandé à la connexion.
done-factor-off = Plus aucun code n’est demandé.
done-codes = Les nouveaux codes de secours sont valables, les anciens ne le sont plus.
done-mail = Un message part vers cette adresse. Ouvrez le lien qu’il contient pour la confirmer.
done-mail-confirmed = L’adresse est confirmée.
done-mail-removed = L’adresse est oubliée.
done-recovered = Le nouveau mot de passe est en place, et toutes les sessions ont pris fin. Connectez-vous avec lui.
done-erased = Votre compte et vos écrits sont supprimés.
done-name-erased = Votre compte est supprimé. Vos écrits restent, sans nom.
filters-title = Filtres
filters-lede = Ce qui s’écrit est comparé à ces mots et à ces motifs. Ce qu’écrivent la modération et les propriétaires ne l’est pas.
filters-not-yours = Seuls les modérateurs et les propriétaires peuvent voir et changer les filtres.
filters-all = Les filtres en place
filters-none = Il n’y a pas encore de filtre.
filters-new = Un nouveau filtre
filters-full = Il y a déjà 500 filtres, et il ne peut y en avoir plus. Supprimez-en un d’abord.
filters-try = Les essayer
filters-try-words = Mots à essayer
filters-try-button = Voir quels filtres les arrêtent
filters-try-nothing = Aucun filtre n’arrête ces mots.
filters-try-hits = Ces mots sont arrêtés par :
filter-pattern = Mots ou motif
filter-pattern-hint = Les mots sont cherchés entiers, sans égard aux majuscules ni aux accents. Un motif est une expression rationnelle, comme (?i)v[i1]agra.
filter-kind = De quoi il s’agit
filter-is-words = Des mots
filter-is-regex = Une expression rationnelle
filter-words = mots
filter-regex = motif
filter-deed = Ce que devient un message où il se trouve
filter-mark = Il paraît, et la modération est avertie.
filter-hold = Il attend l’accord de la modération.
filter-refuse = Il est refusé.
filter-deed-unknown = Choisissez ce que devient le message.
filter-add = Ajouter le filtre
filter-found = Il se trouve dans les mots essayés.
nav-privacy = Ce qui est gardé
nameless = quelqu’un qui s’est fait oublier
data-section = Mes données
data-title = Emporter mes données
data-lede = Tout ce qui est gardé ici à votre sujet, dans une archive (ZIP) aux formats ouverts, lisibles par n’importe quel ordinateur.
data-posts = Ce que vous avez écrit, une ligne de JSON par message : salon, heure, adresse, texte et versions précédentes. Y compris ce que vous avez supprimé, tant que ce n’est pas effacé.
data-profile = Votre pseudo, depuis quand vous l’avez, et ce qui vous est interdit.
data-sessions = Les navigateurs où votre session est ouverte.
data-settings = Vos réglages, et jusqu’où vous avez lu.
data-drafts = Ce que vous n’avez pas encore envoyé.
data-moderation = Vos signalements et vos recours.
data-button = Préparer l’archive
data-late = L’adresse de cette archive n’est plus valable. Redemandez-la depuis votre compte.
data-read-me = Ce que { $title } garde au sujet de { $name }. Les heures sont en UTC (RFC 3339), tous les textes en UTF-8. posts.jsonl et messages.jsonl contiennent un objet JSON par ligne, du plus ancien au plus récent ; les autres fichiers sont en JSON. Les écrits des autres leur appartiennent et n’y figurent pas, hormis les messages privés qu’ils vous ont envoyés.
delete-me-title = Supprimer mon compte
delete-me-lede = C’est définitif.
delete-me-at-once = Votre pseudo, votre mot de passe, vos réglages, brouillons et sessions sont effacés aussitôt, ici et dans le journal.
delete-me-stays = Il reste que quelqu’un a écrit quelque chose, et quand, ainsi que les titres des salons que vous avez ouverts. Le journal reste vérifiable.
delete-me-copies = Votre nom peut figurer dans les écrits des autres et dans des copies faites ailleurs : nous n’y avons pas accès.
delete-me-data-first = Emporter d’abord mes données
delete-me-choice = Que deviennent vos écrits ?
delete-me-leave = Oublier mon nom et laisser mes écrits, sans nom
delete-me-words = Supprimer aussi mes écrits
delete-me-choose = Choisissez l’un des deux.
delete-me-confirm = Pour confirmer, saisissez votre pseudo : { $name }
delete-me-other-name = Ce n’est pas votre pseudo.
delete-me-button = Me supprimer pour de bon
privacy-title = Ce qui est gardé, et combien de temps
privacy-lede = Cette page est écrite d’après les réglages mêmes de ce lieu. Tout se trouve dans une seule base de données, sur la machine qui le sert.
privacy-words-title = Ce que vous écrivez
privacy-words = Vos messages restent jusqu’à ce que vous les supprimiez. { $days ->
    [0] Une suppression est définitive aussitôt
    [one] Une suppression peut être annulée pendant un jour
   *[other] Une suppression peut être annulée pendant { $days } jours
} ; ensuite le texte est effacé, dans le journal aussi. Vos brouillons restent jusqu’à leur envoi ou la fin de votre session.
privacy-votes-title = Réactions et votes
privacy-votes = Les réactions sont publiques : tout le monde voit qui a réagi, jusqu’à ce que vous reveniez en arrière ou vous fassiez oublier. Votre vote dans un sondage est gardé afin que vous puissiez le changer, et n’est montré à personne ; seul le nombre de votes pour chaque choix est public. Quand on vous oublie, vos votes disparaissent aussi.
privacy-name-title = Votre pseudo et votre mot de passe
privacy-name = Le pseudo est public. Du mot de passe, seule une empreinte est gardée (argon2id), d’où personne ne peut le relire. Le secret de la double authentification est gardé tant que vous l’utilisez.
privacy-sessions-title = Sessions
privacy-sessions = Pour chaque navigateur où votre session est ouverte : le nom qu’il se donne, depuis quand, et sa dernière utilisation. Une session inutilisée pendant { $days ->
    [one] un jour
   *[other] { $days } jours
} prend fin, et tout cela est effacé.
privacy-reading-title = Jusqu’où vous avez lu
privacy-reading = Pour chaque salon, afin de signaler ce qui est nouveau. Personne d’autre ne le voit. Votre présence se voit, comme une lumière ; vous pouvez l’éteindre.
privacy-cookies-title = Cookies
privacy-cookies = Un pour la session. Un pour reconnaître un navigateur depuis lequel vous êtes déjà venu, afin que les essais des autres ne vous bloquent pas. Un pour la langue, un pour vos réglages de lecture et un pour l’arrivée des nouvelles, si vous les choisissez : ils ne contiennent que ces choix. Un d’une minute, pour un mot tel que « c’est fait ». Pour qu’un formulaire envoyé deux fois n’ait qu’un effet, son numéro est gardé trois jours.
privacy-mail-title = Adresse électronique
privacy-no-mail = Aucune adresse électronique n’est demandée ni gardée.
privacy-network-title = Adresses réseau
privacy-network = Les adresses ne sont jamais enregistrées. Pour reconnaître les abus, elles sont en mémoire sous forme d’empreintes à clé, un jour au plus.
privacy-log-title = Le journal de la machine
privacy-log = Il dit quelle sorte de page a été demandée, quand, et en combien de temps. Ni textes, ni mots de passe, ni noms de personnes, ni adresses.
privacy-others-title = Les autres
privacy-others = Personne. Aucune page ne charge quoi que ce soit d’ailleurs, personne d’autre ne compte rien, et rien n’est vendu ni transmis.
privacy-rights-title = Ce que vous pouvez faire
privacy-rights = Avec un pseudo, on peut tout emporter et se faire oublier, sans demander à personne : les deux se trouvent dans « Mon compte ».
privacy-mail = Une adresse n’est gardée que si vous en donnez une, pour les messages au sujet de votre mot de passe, et sur ce qui n’est pas lu si vous en demandez, jusqu’à ce que vous la retiriez. De ce qui a été envoyé, une empreinte est gardée une heure ou un jour.
mail-title = Adresse électronique
mail-lede = Si vous oubliez votre mot de passe, un message à cette adresse vous permet d’en choisir un autre. Elle n’est jamais montrée et ne sert à rien d’autre que vous n’ayez demandé.
mail-set = Donner, changer ou retirer une adresse
mail-address = Adresse électronique
mail-hint = Un message avec un lien y est envoyé. L’adresse compte dès que vous l’avez ouvert.
mail-button = Utiliser cette adresse
mail-confirmed = (confirmée)
mail-unconfirmed = (à confirmer : un message est en route)
mail-remove = Oublier cette adresse
mail-odd = Ce n’est pas une adresse électronique.
mail-wait = C’était le troisième message en une heure. Merci d’attendre vingt minutes avant le suivant.
mail-late = Ce lien n’est plus valable : il a servi, il est trop ancien, ou un autre l’a remplacé. Demandez-en un nouveau.
mail-needs-password = Ce message aide à retrouver un mot de passe : choisissez-en d’abord un pour votre pseudo.
mail-confirm-title = Confirmer l’adresse
mail-confirm = Le message est bien arrivé. Faut-il utiliser cette adresse désormais ?
mail-confirm-button = Oui, la confirmer
recover-title = Mot de passe oublié ?
recover-lede = Si vous avez donné une adresse, un message peut y être envoyé avec un lien pour choisir un nouveau mot de passe.
recover-button = Envoyer le message
recover-sent = Si ce pseudo est gardé par un mot de passe et possède une adresse confirmée, un message y part. Son lien est valable une heure. Trois messages au plus sont envoyés par heure.
recover-new-title = Un nouveau mot de passe
recover-new = Pour { $name }. Toutes les sessions prennent fin, et vous vous connectez avec le nouveau mot de passe.
recover-new-button = Enregistrer le nouveau mot de passe
letter-confirm-subject = { $title } : confirmez votre adresse
letter-confirm =
    Quelqu’un, vous sans doute, a donné cette adresse pour le pseudo { $name } sur { $title }.
    Pour la confirmer, ouvrez cette page dans la journée :

    { $link }

    Si ce n’était pas vous, ne faites rien : l’adresse ne sera pas utilisée.
letter-recover-subject = { $title } : un nouveau mot de passe
letter-recover =
    Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour le pseudo { $name } sur { $title }.
    Pour le choisir, ouvrez cette page dans l’heure :

    { $link }

    Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.

## Images et fichiers
picture-undescribed = image sans description
pictures-label = Images
files-label = Images et fichiers
files-choose = Choisir
files-hint = { $count } au plus, de { $size } Mo chacun.
files-waiting = Fichiers joints
files-describe = Merci de dire en quelques mots ce que montrent les images, pour qui ne les voit pas.
alt-label = Description
alt-first = Ce que montre le premier
file-leave-out = Ne pas le joindre
file-colon = {" "}:
file-kilobytes = { $count } ko
file-megabytes = { $count } Mo
file-again = Il n’a pas été pris cette fois. Veuillez le choisir à nouveau.
file-one-too-many = C’est un de trop : un message peut en porter { $count }.
file-too-large = Il dépasse { $size } Mo.
file-empty = Il est vide.
file-broken = Impossible de le lire comme image : il est peut-être endommagé, ou incomplet.
file-too-many-pixels = Il a trop de pixels. Veuillez d’abord le réduire.
file-too-many-frames = Cette animation est trop longue. Veuillez d’abord la raccourcir ou la réduire.
file-svg = Les dessins SVG peuvent contenir des programmes et ne sont pas acceptés. Veuillez l’envoyer en PNG.
file-no-pictures = Les images ne sont pas acceptées ici.
file-no-picture = Ce n’est pas une image JPEG, PNG, GIF ou WebP.
file-unknown = Ce type de fichier n’est pas accepté : le sont les images, les PDF, les sons, les films, les textes simples et les archives ZIP.
limited-files = Vous avez envoyé beaucoup de fichiers en peu de temps. Vous pourrez en envoyer dans { $wait }.
set-files = Images et fichiers
set-pictures = Les messages peuvent porter des images, et les pseudos aussi
set-pictures-hint = JPEG, PNG, GIF et WebP. Chaque image est encodée à nouveau, et tout ce qu’elle contenait d’autre est retiré.
set-other-files = Les messages peuvent porter d’autres fichiers
set-other-files-hint = PDF, sons, films, textes simples et archives ZIP, toujours à télécharger. Personne n’en regarde le contenu.
set-file-megabytes = Mégaoctets qu’un fichier peut avoir
data-files = Vos images et fichiers, tels qu’ils sont conservés ici : celle qui accompagne votre pseudo, ceux que portent vos messages, et ceux qui attendent.
## Ce qui est nouveau
nav-notifications = Notifications
nav-notifications-count = Notifications ({ $count })
notices-empty = Rien pour l’instant. Ici, vous saurez quand quelqu’un vous mentionne (@pseudo), vous répond, commente ce que vous avez écrit, ou écrit là où vous suivez.
notices-read-all = Tout marquer comme lu
notice-unread = Nouveau
notice-read = Marquer comme lu
notice-mention = vous a mentionné
notice-reply = vous a répondu
notice-comment = a commenté votre message
notice-wall = a écrit sur votre mur
notice-thread = a écrit dans une conversation que vous suivez
notice-room = a écrit là où vous suivez
wall-of = Le mur de { $name }
following-title = Ce que je suis
following-lede = Vous êtes averti de ce qui se dit là où vous suivez, et des commentaires dans les conversations auxquelles vous avez pris part. Là où vous mettez en sourdine, vous n’êtes averti de rien, pas même des réponses : seulement de ce qui vous mentionne.
following-wall = Vous ne suivez pas le mur et ne l’avez pas mis en sourdine.
following-nothing = Vous ne suivez rien et n’avez rien mis en sourdine.
following-is = Vous suivez.
following-muted = En sourdine : vous n’êtes averti que de ce qui vous mentionne.
following-is-muted = En sourdine
following-follow = Suivre
following-leave = Ne plus suivre
following-mute = Mettre en sourdine
following-unmute = Ne plus mettre en sourdine
unread-title = Non lus
unread-nothing = Vous avez tout lu.
unread-count = { $count ->
    [one] Un non lu
   *[other] { $count } non lus
}
unread-many = Plus de { $count } non lus
unread-read = Marquer comme lu
unread-read-all = Tout marquer comme lu
letters-title = Courriels sur ce qui n’est pas lu
letters-lede = Ce que vous n’avez pas lu peut vous parvenir par courriel : les salons, le nombre de messages et comment ils commencent. Si vous avez tout lu, rien n’est envoyé.
letters-to = Ils sont envoyés à
letters-how-often = À quelle fréquence ?
letters-never = Jamais
letters-daily = Une fois par jour
letters-weekly = Une fois par semaine
letters-button = Enregistrer
letters-no-address = Il faut d’abord une adresse que vous avez confirmée.
letters-end-title = Plus de courriels
letters-end = Vous ne recevrez plus de courriels sur ce qui n’est pas lu. Ceux qui concernent votre mot de passe ne changent pas.
letters-end-button = Ne plus recevoir ces courriels
letters-not-yours = Cette adresse est incomplète. Recopiez-la en entier depuis le courriel.
done-letters = Votre choix est enregistré.
done-letters-ended = Vous ne recevrez plus de courriels sur ce qui n’est pas lu.
letter-unread-subject = { $title } : ce que vous n’avez pas encore lu
letter-unread =
    Bonjour { $name }, voici ce que vous n’avez pas encore lu sur { $title }.

    { $list }

    Tout sur une seule page :
    { $all }

    Vous avez demandé ces courriels. Pour ne plus les recevoir, ouvrez cette page :
    { $end }
data-notifications = Ce dont vous avez été averti, ce que vous suivez ou avez mis en sourdine, et les courriels que vous souhaitez.
privacy-notices-title = Ce dont vous êtes averti
privacy-notices = Que quelqu’un vous a mentionné, vous a répondu ou a écrit là où vous suivez est gardé { $read } jours une fois lu, { $unread } jours sinon ; et ce que vous suivez ou avez mis en sourdine, jusqu’à ce que vous le changiez. Les mots eux-mêmes ne se trouvent que dans le message. Personne d’autre n’en voit rien.
nav-search = Rechercher
search-title = Recherche
search-title-of = Recherche : { $words }
search-words = Ce qui a été dit
search-author = Par qui (facultatif)
search-room = Dans quel salon (facultatif)
search-button = Rechercher
search-hint = « mots exacts », début*, -sans, auteur:pseudo, salon:nom, après:2020, avant:2020-06-30
search-here = Chercher dans ce salon
search-theirs = Chercher dans ses messages
search-results = Résultats
search-best = Les plus pertinents d’abord
search-newest = Les plus récents d’abord
search-more = Plus de résultats
search-none = Rien n’a été trouvé.
search-end = Il n’y a pas d’autres résultats.
search-try = Moins de mots trouvent davantage, de même que le début d’un mot suivi d’une étoile : lumi* trouve « lumière » et « lumineux ». Les majuscules et les accents ne comptent pas.
search-nothing-sought = Tapez au moins un mot à chercher, un pseudo ou un salon.
search-no-author = Personne ici ne s’appelle { $name }.
search-no-room = Aucun salon ne s’appelle { $name }.
search-own = le mur de { $name }
search-note-long = Seuls les 300 premiers caractères ont été lus.
search-note-many = Seuls les douze premiers mots et opérateurs ont été lus.
search-note-quote = Un guillemet n’a pas été refermé : ce qui le suit a été lu mot par mot.
search-note-short = Devant une étoile, il faut au moins deux lettres.
search-note-signs = Les signes sans mots ont été ignorés.
search-note-date = Une date s’écrit 2020-06-30, 2020-06 ou 2020 ; ce qui n’en était pas une a été ignoré.
limited-searches = Vous avez fait beaucoup de recherches en peu de temps. Vous pourrez continuer dans { $wait }.
# La lecture, et les personnes.
nav-reading = Réglages de lecture
times-zone = Les heures sont celles de { $zone }
unfold = Afficher la suite
age-now = à l’instant
age-minutes = { $count ->
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
}
age-hours = { $count ->
    [one] il y a { $count } heure
   *[other] il y a { $count } heures
}
age-days = { $count ->
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
}
age-months = il y a { $count } mois
age-years = { $count ->
    [one] il y a { $count } an
   *[other] il y a { $count } ans
}
settings-title = Réglages de lecture
settings-lede = L’apparence de ce lieu, pour vous. Elle n’est gardée que dans ce navigateur, dans des cookies qui contiennent ces choix et rien sur vous.
settings-lede-member = L’apparence de ce lieu, pour vous, dans chaque navigateur où votre session est ouverte. La façon dont arrivent les nouvelles est propre à chaque navigateur.
settings-account = Le clair et le sombre, la taille des lettres, votre fuseau horaire, votre langue, l’arrivée des nouvelles.
settings-change = Changer mes réglages de lecture
settings-back = Revenir où vous étiez
settings-theme = Couleurs
settings-size = Taille du texte
settings-density = Espacement
settings-posts = Messages par page
settings-zone = Fuseau horaire
settings-zone-now = Avec le fuseau choisi jusqu’ici, il est { $time }.
settings-times = Date des messages
settings-times-hint = L’heure exacte apparaît toujours au survol.
settings-live-hint = Gardé jusqu’à la fermeture du navigateur.
settings-live-auto = Au mieux de ce navigateur
settings-unknown = Choisissez l’une de ces possibilités.
settings-save = Enregistrer
theme-auto = Comme mon système
theme-light = Clair
theme-dark = Sombre
theme-contrast = Contraste élevé
theme-sepia = Sépia
size-small = Petit
size-usual = Normal
size-large = Grand
size-largest = Très grand
density-calm = Aéré
density-dense = Serré
times-exact = Jour et heure
times-ages = Temps écoulé
done-reading = Vos réglages sont enregistrés.
done-profile = Votre page est modifiée.
profile-title = À propos de vous
profile-account = Quelques mots et des liens sur votre page, votre image, et si les autres voient quand vous êtes venu pour la dernière fois.
profile-change = Modifier ce que dit ma page
profile-lede = Tout le monde peut lire ceci sur votre page. Tout peut rester vide.
profile-unkept = Pour écrire ici, il faut un pseudo gardé par un mot de passe : cela se règle sous « Mon compte ».
profile-bio = Qui vous êtes
profile-bio-hint = { $max } caractères au plus, en Markdown.
profile-links = Où l’on vous trouve ailleurs
profile-links-hint = Des adresses qui commencent par https://. Personne ne vérifie qu’elles sont à vous.
profile-link = Adresse { $number }
profile-link-wrong = Ce n’est pas une adresse qui commence par https:// et mène à un lieu nommé.
profile-muted = Vous ne pouvez pas modifier ceci pour le moment.
profile-sight = Laisser les membres voir quel jour je suis venu pour la dernière fois
profile-sight-hint = Rien n’est montré tant que vous ne l’avez pas choisi. Sans pseudo, on ne le voit jamais.
profile-clear = Effacer sa présentation et son image
avatar-title = Votre avatar
avatar-choose = Une image à côté de votre pseudo, à la place de la luciole
avatar-hint = JPEG, PNG, GIF ou WebP, { $size } Mo au plus. Tout le monde peut la voir. Seul un petit carré pris au centre est conservé ; tout ce que le fichier contient d’autre, comme le lieu de la prise de vue, est supprimé.
avatar-show = Afficher cette image
avatar-remove = Revenir à la luciole
avatar-none = Aucune image n’a été envoyée. Veuillez d’abord en choisir une.
avatar-newcomer = En ce moment, seules les personnes qui ont déjà écrit quelques messages ici peuvent afficher une image.
avatar-one = Plusieurs images ont été envoyées. Veuillez n’en choisir qu’une.
deed-clear-profile = a effacé une présentation ou un avatar
person-pages = Pages de cette personne
person-wall = Mur
person-written = Messages et commentaires
person-moderator = Modération
person-owner = Propriétaire
person-seen = Dernier passage le
written-empty = Rien n’a encore été écrit que vous puissiez voir.
written-comment = Commentaire
written-own = Sur le mur de
privacy-profile-title = Ce que vous dites de vous
privacy-profile = Les mots et les liens de votre page sont publics jusqu’à ce que vous les changiez ; ce qu’ils disaient avant n’est pas gardé. Il en va de même de votre image, dont seul un petit carré est gardé : le reste du fichier n’est pas conservé. Le jour de votre dernier passage n’est montré qu’aux membres, et seulement si vous le voulez. La modération peut effacer votre présentation et votre image. Vos réglages de lecture sont gardés avec votre nom, et personne d’autre ne les voit.
about-keys-title = Les touches
about-keys = Dans les navigateurs qui ont des touches d’accès, celles-ci mènent tout droit quelque part. Les touches à presser en même temps dépendent du navigateur : souvent Alt, ou Alt et Maj.
keys-wall = le mur
keys-rooms = les salons
keys-composer = le champ où l’on écrit
keys-older = ce qui est plus ancien
keys-newer = ce qui est plus récent
# Messages privés et brouillons.
nav-messages = Messages privés
nav-messages-unread = Messages privés ({ $count })
messages-section = Messages et brouillons
messages-title = Messages privés
messages-lede = Ce que vous écrivez à une seule personne, et ce qu’elle vous écrit. Personne d’autre ici ne peut l’ouvrir.
messages-empty = Vous n’avez encore aucun message. Pour en écrire un, ouvrez la page de quelqu’un.
messages-unread = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
}
messages-you = Vous
messages-with = Messages avec { $name }
messages-none-yet = Rien n’a encore été dit ici.
message-delete = Supprimer pour vous deux
messages-delete-hint = Un message que vous supprimez disparaît aussitôt et pour de bon, pour vous deux.
message-write = Écrire un message privé
message-send = Envoyer
message-report = Montrer à la modération
message-report-title = Montrer un message à la modération
message-report-lede = Elle verra ce seul message et qui l’a écrit, et rien d’autre de votre conversation.
message-report-send = Le lui montrer
done-message-reported = La modération peut maintenant voir ce message.
messages-reported = Messages qu’on vous a montrés
messages-reported-lede = Des messages privés que leurs destinataires ont montrés à la modération. Vous voyez ces copies, et rien autour. Ce qui est réglé est effacé.
messages-reported-author = Ce qui a été décidé au sujet de cette personne
messages-reported-settle = C’est réglé
messages-reported-not-yours = Seule la modération peut voir ce qu’on lui a montré.
conversation-delete = Supprimer cette conversation
conversation-delete-lede = Elle ne disparaît que pour vous : l’autre personne la garde jusqu’à ce qu’elle la supprime aussi ; alors elle est effacée. On ne peut pas revenir en arrière.
conversation-delete-button = La supprimer pour moi
messages-keep-first = Les messages privés sont réservés à qui garde son pseudo. Choisissez un mot de passe dans votre compte, et ils vous seront ouverts.
messages-muted = La modération vous a retiré la parole partout : vous ne pouvez pas envoyer de messages.
messages-self = C’est vous.
messages-other-left = Cette personne est partie.
messages-other-unkept = Cette personne ne garde pas son pseudo : on ne peut pas lui écrire en privé.
messages-you-block = Vous ne recevez pas de messages de cette personne. Pour lui écrire, débloquez-la d’abord.
messages-not-taken = Cette personne ne reçoit pas de messages de votre part.
messages-too-fast = C’est arrivé plus vite qu’on n’écrit, ou dans un champ qui doit rester vide. Relisez, puis envoyez de nouveau.
messages-filtered = Un filtre de ce lieu ne laisse pas passer ces mots.
messages-siege = Ce lieu subit une attaque : les nouveaux venus ne peuvent pas commencer de conversation pour le moment. Réessayez plus tard.
limited-messages = Cela fait beaucoup de messages en peu de temps. Vous pourrez envoyer le prochain dans { $wait }.
limited-conversations = Vous avez commencé plusieurs conversations en peu de temps. Vous pourrez commencer la prochaine dans { $wait }.
blocks-title = Qui peut vous écrire
blocks-people = Les personnes que vous bloquez
blocks-lede = Elles ne peuvent pas vous envoyer de messages. Vous voyez comme avant ce qu’elles disent en public, et elles vous voient.
blocks-none = Vous ne bloquez personne.
blocks-nobody = Personne d’autre n’a ce pseudo.
blocked-since = depuis le
block = Bloquer
unblock = Débloquer
taking-title = Messages privés
taking-kept = Toute personne qui garde son pseudo peut vous écrire.
taking-none = Vous ne recevez de messages de personne.
taking-open = En recevoir de toute personne qui garde son pseudo
taking-close = N’en recevoir de personne
drafts-title = Brouillons
drafts-lede = Ce que vous avez regardé en aperçu, et ce qui n’a pas pu être accepté à l’envoi. Chacun est gardé 30 jours, et personne d’autre ne le voit.
drafts-none = Rien n’est gardé.
draft-saved = gardé depuis le
draft-drop = Jeter
draft-offered = Vous n’avez pas encore envoyé ceci. C’est gardé comme brouillon jusqu’à ce que vous l’envoyiez ou le jetiez.
draft-files = Ses images et fichiers attendent un jour, dans ce navigateur seulement.
draft-wall = Sur le mur
draft-room = Dans le salon { $name }
draft-own = Sur le mur de { $name }
draft-comment = Un commentaire
draft-edit = La modification d’un message
draft-message = Un message privé à { $name }
kept-draft = Ils n’ont pas été publiés, et sont gardés pour vous :
data-messages = Vos messages privés, envoyés et reçus, tant que vous ne les avez pas supprimés.
privacy-messages-title = Messages privés
privacy-messages = Seules les deux personnes concernées les lisent ; ils ne figurent jamais dans le journal, les flux ou la recherche. Ils ne sont pas chiffrés : qui administre la machine pourrait les lire dans la base de données. Ils restent jusqu’à ce que leur auteur les supprime, ou que les deux personnes aient supprimé la conversation. La modération ne voit que le message qu’un destinataire lui montre, en copie, jusqu’à ce qu’elle l’ait réglé. La liste de qui vous bloquez est gardée jusqu’à ce que vous débloquiez.
privacy-drafts-title = Brouillons
privacy-drafts = Ce que vous avez vu en aperçu ou ce qui a été refusé est gardé 30 jours, ou jusqu’à ce que vous l’envoyiez ou le jetiez ; les images et fichiers joints, un jour. Personne d’autre ne le voit.
