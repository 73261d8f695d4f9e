//! In which language something is written, so that it is read out in that: recognised from the words
//! themselves, and said only where that is sure, since a wrong voice is worse than that of the page. The
//! answer is a column of the post, written with its words; where it is shown is the business of the views.

use std::panic::resume_unwind;
use std::sync::{LazyLock, mpsc};

use whatlang::{Detector, Info, Lang};

use crate::html::markdown::prose;

/// The languages that are told apart, with their BCP 47 tags: the wall's own, and those that most is written
/// in.
const LANGUAGES: [(Lang, &str); 16] = [
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Ara, "ar"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Hin, "hi"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
];
/// How many bytes of letters there must be. In bytes, because scripts that take more of them for a letter
/// say more with it.
const LEAST: usize = 80;
/// How many bytes are looked at.
const MOST: usize = 600;

/// Tells those languages apart, which is quick.
static AMONG_THESE: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.map(|(lang, _)| lang).to_vec()));
/// Tells all apart that can be, which takes several times as long.
static AMONG_ALL: LazyLock<Detector> = LazyLock::new(Detector::new);

/// The tag of the language in which this Markdown is written, code, links and quotations left out, if that is sure. For
/// the same words always the same.
pub fn of(body: &str) -> Option<&'static str> {
    if body.len() < LEAST {
        return None;
    }
    // What is quoted was said by somebody else, maybe in another language.
    let own = body
        .lines()
        .filter(|line| !line.trim_start().starts_with('>'));
    let own = own.collect::<Vec<_>>().join("\n");
    let mut words = String::new();
    prose(&own, |piece| {
        if words.len() < MOST {
            words.push_str(piece);
            words.push(' ');
        }
    });
    let words = &words[..words.floor_char_boundary(MOST)];
    let letters = words.chars().filter(|c| c.is_alphabetic());
    if letters.map(char::len_utf8).sum::<usize>() < LEAST {
        return None;
    }
    let found = AMONG_THESE.detect(words).filter(Info::is_reliable)?.lang();
    // A language that is none of these passes for its neighbour among them: Swedish for German, Persian for
    // Arabic, and none for English. So the answer must be the same among all.
    let holds = found == Lang::Eng || AMONG_ALL.detect_lang(words) == Some(found);
    let (_, tag) = LANGUAGES.into_iter().find(|(lang, _)| *lang == found)?;
    holds.then_some(tag)
}

/// How many texts are looked at by whoever asks, and how many are handed over at once by whoever helps.
const FEW: usize = 64;

/// Hands `work` the same of each of these, in their order. An import brings thousands at once: the languages of
/// many are found on another thread, while `work` does what it does with the first of them.
pub fn of_each<T>(
    bodies: &[&str],
    work: impl FnOnce(&mut dyn Iterator<Item = Option<&'static str>>) -> T,
) -> T {
    let look = |bodies: &[&str]| bodies.iter().map(|body| of(body)).collect::<Vec<_>>();
    if bodies.len() <= FEW {
        return work(&mut look(bodies).into_iter());
    }
    let (sender, found) = mpsc::channel();
    std::thread::scope(|scope| {
        let helper = scope.spawn(move || {
            for bodies in bodies.chunks(FEW) {
                if sender.send(look(bodies)).is_err() {
                    // Nobody asks any more.
                    return;
                }
            }
        });
        let done = work(&mut found.into_iter().flatten());
        // After a panic over there the languages ended early: what was made of them is given up by one here.
        helper.join().unwrap_or_else(|panic| resume_unwind(panic));
        done
    })
}

/// A tag as it was kept, if it is one of those that are given.
pub fn kept(tag: &str) -> Option<&'static str> {
    LANGUAGES
        .into_iter()
        .map(|(_, known)| known)
        .find(|known| *known == tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale;

    #[test]
    fn of_many_texts_each_has_its_own_language() {
        let said = [
            "This is what I wanted to say about the kettle: it whistles long before the water boils, and then it stops.",
            "Je viens de lire l’article sur le thé et je le trouve très bon, mais un peu trop long pour une courte pause.",
            "Hm.",
        ];
        let many: Vec<&str> = said.iter().copied().cycle().take(10 * FEW + 1).collect();
        let each: Vec<_> = many.iter().map(|body| of(body)).collect();
        assert_eq!(each[..3], [Some("en"), Some("fr"), None]);
        let found = |bodies: &[&str]| of_each(bodies, |found| found.collect::<Vec<_>>());
        assert_eq!(found(&many), each);
        assert_eq!(found(&many[..FEW]), each[..FEW]);
        assert_eq!(found(&[]), []);
        let first = of_each(&many, |found| found.next());
        assert_eq!(first, Some(Some("en")), "whoever wants no more is done");
    }

    #[test]
    fn a_language_is_told_where_it_is_sure() {
        for (words, tag) in [
            (
                "This is what I wanted to say about the kettle: it whistles long before the water boils, and then it stops.",
                Some("en"),
            ),
            (
                "Je viens de lire l’article sur le thé et je le trouve très bon, mais un peu trop long pour une courte pause.",
                Some("fr"),
            ),
            (
                "Ich habe gerade den Artikel über Tee gelesen und finde ihn sehr gut, aber etwas zu lang für eine kurze Pause.",
                Some("de"),
            ),
            (
                "Я щойно прочитав статтю про чай і думаю, що вона дуже гарна, але трохи задовга для короткої перерви.",
                Some("uk"),
            ),
            (
                "お茶についての記事を読んだところですが、とても良いと思います。でも少し長すぎるかもしれません。",
                Some("ja"),
            ),
            (
                "我刚刚读了关于茶的文章，我觉得写得很好，但是对于一次短暂的休息来说有点太长了。",
                Some("zh"),
            ),
            (
                "> This is what I wanted to say about the kettle: it whistles long before the water boils, and then it stops.\n\nJe viens de lire l’article sur le thé et je le trouve très bon, mais un peu trop long pour une courte pause.",
                Some("fr"),
            ),
            ("", None),
            ("Merci beaucoup, à demain !", None),
            (
                "42 × 17 = 714; 2,718,281,828,459,045; 🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖",
                None,
            ),
        ] {
            assert_eq!(of(words), tag, "{words}");
        }
    }

    #[test]
    fn what_is_none_of_these_passes_for_none_of_them() {
        for words in [
            "Jag har precis läst artikeln om te och tycker att den är mycket bra, men lite för lång för en kort paus.",
            "Quan ens trobem demà? No puc venir abans de les sis perquè haig de treballar a la botiga.",
            "Am citit articolul despre ceai și mi se pare foarte bun, dar puțin prea lung pentru o pauză scurtă.",
            "Управо сам прочитао чланак о чају и мислим да је веома добар, али мало предугачак за кратку паузу.",
            "من تازه مقاله درباره چای را خواندم و فکر می‌کنم خیلی خوب است، اما برای یک استراحت کوتاه کمی طولانی است.",
            "Μόλις διάβασα το άρθρο για το τσάι και νομίζω ότι είναι πολύ καλό, αλλά λίγο μεγάλο για ένα διάλειμμα.",
        ] {
            assert_eq!(of(words), None, "{words}");
        }
    }

    #[test]
    fn code_and_links_say_nothing() {
        let words = "Je viens de lire cet article, et je le trouve vraiment très bon, mais un peu trop long pour une courte pause.";
        let code = "let mut words = String::with_capacity(source.len()); // what the caller wanted to have here\n";
        assert_eq!(
            of(&format!("```\n{}```\n\n{words}", code.repeat(9))),
            Some("fr")
        );
        assert_eq!(of(&format!("```\n{}```\n\nVoilà.", code.repeat(9))), None);
        let link =
            "https://example.com/what/this/is/about/and/where/it/was/written/by/whoever/wrote/it ";
        assert_eq!(of(&format!("Voilà : {}", link.repeat(3))), None);
    }

    #[test]
    fn every_language_that_the_wall_speaks_is_among_them() {
        for lang in locale::Lang::ALL {
            assert_eq!(kept(lang.code()), Some(lang.code()));
        }
        assert_eq!(kept("xx"), None);
    }
}
