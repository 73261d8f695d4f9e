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
account-language = Langue
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
data-read-me = Ce que { $title } garde au sujet de { $name }. Les heures sont en UTC (RFC 3339), tous les textes en UTF-8. posts.jsonl contient un objet JSON par ligne, du plus ancien au plus récent ; les autres fichiers sont en JSON. Les écrits des autres leur appartiennent et n’y figurent pas.
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
privacy-cookies = Un pour la session. Un pour reconnaître un navigateur depuis lequel vous êtes déjà venu, afin que les essais des autres ne vous bloquent pas. Un pour la langue et un pour l’arrivée des nouvelles, si vous les choisissez. Un d’une minute, pour un mot tel que « c’est fait ». Pour qu’un formulaire envoyé deux fois n’ait qu’un effet, son numéro est gardé trois jours.
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
privacy-mail = Une adresse n’est gardée que si vous en donnez une, pour les messages au sujet de votre mot de passe et rien d’autre, jusqu’à ce que vous la retiriez. De ce qui a été envoyé, une empreinte est gardée une heure ou un jour.
mail-title = Adresse électronique
mail-lede = Si vous oubliez votre mot de passe, un message à cette adresse vous permet d’en choisir un autre. Elle n’est jamais montrée et ne sert à rien d’autre.
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
