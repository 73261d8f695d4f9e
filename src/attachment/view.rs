//! The HTML of files: under a post, in a composer, and where a post is changed.

use maud::{Markup, html};

use super::kind::accepted;
use super::web::{KEPT, LEFT_OUT, alt_field};
use super::{ALT_MAX, Attachment, Changes, Details, MOST, Pending, Refused, Size};
use crate::html::Ui;
use crate::html::form::Field;
use crate::locale::{Value, key};
use crate::web::FILES;

/// The files of a post.
pub fn gallery(ui: &Ui, files: &[Attachment]) -> Markup {
    let pictures = || files.iter().filter(|file| file.details.kind.is_picture());
    let others = || files.iter().filter(|file| !file.details.kind.is_picture());
    let several = pictures().count() > 1;
    html! {
        @if pictures().next().is_some() {
            ul.pictures.several[several] {
                @for file in pictures() {
                    li { (picture(ui, file, several)) }
                }
            }
        }
        @if others().next().is_some() {
            ul.files {
                @for file in others() {
                    @let address = ui.urls.file(file.post, file.position, Size::Large.as_str());
                    li {
                        a href=(address) rel="nofollow" { bdi { (file.details.name) } }
                        " (" (weight(ui, &file.details)) ")"
                        @if !file.details.alt.is_empty() { " " span dir="auto" { (file.details.alt) } }
                    }
                }
            }
        }
    }
}

/// A picture, which leads to its largest size.
fn picture(ui: &Ui, file: &Attachment, several: bool) -> Markup {
    let details = &file.details;
    let address = |size: Size| ui.urls.file(file.post, file.position, size.as_str());
    let shown = details.nearest(if several { Size::Small } else { Size::Medium });
    let (width, height) = details.measures(if several { Size::Small } else { Size::Medium });
    let others: Vec<String> = details
        .sizes()
        // The small one of an animation stands still.
        .filter(|_| details.kind_in(Size::Small) == details.kind)
        .chain([Size::Large])
        .map(|size| format!("{} {}w", address(size), details.measures(size).0))
        .collect();
    let choice = (others.len() > 1).then(|| others.join(", "));
    // A column of words has 42 rem at most, and two pictures stand side by side in it.
    let sizes = if several {
        "(min-width: 48rem) 21rem, 50vw"
    } else {
        "(min-width: 48rem) 42rem, 100vw"
    };
    html! {
        a href=(address(Size::Large)) rel="nofollow" {
            img.u-photo src=(address(shown)) srcset=[choice.as_ref()] sizes=[choice.is_some().then_some(sizes)]
                width=(width) height=(height) alt=(alt(ui, details)) loading="lazy" decoding="async";
        }
    }
}

/// The pictures of a post as they stand elsewhere, with nothing but what every reader of feeds knows.
/// `origin` is scheme and host under which the wall is known there.
pub fn elsewhere<'a>(ui: &Ui, origin: &str, files: impl Iterator<Item = &'a Attachment>) -> Markup {
    html! {
        @for file in files.filter(|file| file.details.kind.is_picture()) {
            @let details = &file.details;
            @let shown = details.nearest(Size::Medium);
            @let (width, height) = details.measures(shown);
            p {
                img src={ (origin) (ui.urls.file(file.post, file.position, shown.as_str())) }
                    width=(width) height=(height) alt=(alt(ui, details))
                    lang=[details.alt.is_empty().then(|| ui.lang.code())];
            }
        }
    }
}

/// What stands for a picture where it is not seen.
fn alt<'a>(ui: &Ui, details: &'a Details) -> &'a str {
    if details.alt.is_empty() {
        ui.t("picture-undescribed")
    } else {
        &details.alt
    }
}

/// How many bytes a file has, in words.
fn weight(ui: &Ui, details: &Details) -> String {
    let (word, unit) = if details.bytes < 1_000_000 {
        (key("file-kilobytes"), 1_000)
    } else {
        (key("file-megabytes"), 1_000_000)
    };
    let count = (details.bytes + unit - 1) / unit;
    ui.t_with(word, &[("count", Value::Number(count))])
}

/// The fields of a composer for files: those that wait, and one for new ones.
pub fn fields(ui: &Ui, files: &[Pending], refused: &[Refused], alt: &str) -> Markup {
    let rules = &ui.viewer.rules;
    html! {
        @if !files.is_empty() {
            fieldset.waiting {
                legend { (ui.t("files-waiting")) }
                @for file in files {
                    input type="hidden" name=(KEPT) value=(file.id);
                    (described(ui, &Shown {
                        id: file.id,
                        details: &file.details,
                        address: &ui.urls.pending_file(file.id),
                        error: file.alt_error,
                        left_out: false,
                    }))
                }
                @if files.iter().any(|file| needs_words(&file.details)) {
                    p.hint.kindly { (ui.t("files-describe")) }
                }
            }
        }
        @if rules.take_files() && files.len() < MOST {
            (chooser(ui, refused, alt))
        } @else {
            (refusals(ui, refused))
        }
    }
}

fn needs_words(details: &Details) -> bool {
    details.kind.is_picture() && details.alt.is_empty()
}

fn chooser(ui: &Ui, refused: &[Refused], alt: &str) -> Markup {
    let rules = &ui.viewer.rules;
    let values = [
        ("count", Value::Number(MOST as i64)),
        ("size", Value::Number(i64::from(rules.file_megabytes))),
    ];
    let label = if rules.other_files {
        ui.t("files-label")
    } else {
        ui.t("pictures-label")
    };
    let is_wrong = !refused.is_empty();
    let described = if is_wrong {
        "attachment-error attachment-hint"
    } else {
        "attachment-hint"
    };
    html! {
        // Out of the way of whoever only writes; text browsers show what is in it all the same.
        details.attach open[is_wrong || !alt.is_empty()] {
            summary { (label) }
            (refusals(ui, refused))
            // In few lines: to whoever reads in a terminal, this stands before the posts.
            p.wrong[is_wrong] {
                span.line {
                    label for=(FILES) { (ui.t("files-choose")) }
                    " "
                    input type="file" name=(FILES) id=(FILES) multiple
                        accept=(accepted(rules.pictures, rules.other_files))
                        aria-describedby=(described) aria-invalid=[is_wrong.then_some("true")];
                    " "
                    span.hint #attachment-hint { (ui.t_with("files-hint", &values)) }
                }
                " "
                span.line {
                    label for="alt" { (ui.t("alt-first")) }
                    " "
                    input type="text" name="alt" id="alt" value=(alt) maxlength=(ALT_MAX) size="30" dir="auto"
                        autocomplete="off";
                }
            }
        }
    }
}

/// Why files were not taken, each by its name.
fn refusals(ui: &Ui, refused: &[Refused]) -> Markup {
    let rules = &ui.viewer.rules;
    let values = [
        ("count", Value::Number(MOST as i64)),
        ("size", Value::Number(i64::from(rules.file_megabytes))),
    ];
    html! {
        @if !refused.is_empty() {
            p.error #attachment-error {
                @for (n, file) in refused.iter().enumerate() {
                    @if n > 0 { br; }
                    bdi { (file.name) } (ui.t("file-colon")) " " (ui.t_with(file.why, &values))
                }
            }
        }
    }
}

/// A file whose description can be changed, and that can be left out.
struct Shown<'a> {
    id: i64,
    details: &'a Details,
    address: &'a str,
    error: Option<&'static str>,
    left_out: bool,
}

fn described(ui: &Ui, file: &Shown<'_>) -> Markup {
    let (name, details) = (alt_field(file.id), file.details);
    let (width, height) = details.measures(Size::Small);
    html! {
        div.described {
            @if details.kind.is_picture() {
                img src=(file.address) width=(width) height=(height) alt=(details.name) decoding="async";
            } @else {
                p { bdi { (details.name) } " (" (weight(ui, details)) ")" }
            }
            (Field {
                name: &name,
                label: ui.t("alt-label"),
                value: &details.alt,
                error: file.error.map(|error| ui.t(error)),
                max: ALT_MAX,
                ..Field::default()
            }.words())
            p.field.check {
                input type="checkbox" name=(LEFT_OUT) id={ (LEFT_OUT) "_" (file.id) } value=(file.id)
                    checked[file.left_out];
                " " label for={ (LEFT_OUT) "_" (file.id) } { (ui.t("file-leave-out")) }
            }
        }
    }
}

/// The fields of the page on which a post is changed, for the files that hang on it.
pub fn changes(ui: &Ui, changes: &Changes) -> Markup {
    let files = &changes.files;
    html! {
        @if !files.is_empty() {
            fieldset.waiting {
                legend { (ui.t("files-waiting")) }
                @for file in files {
                    @let at = file.position;
                    (described(ui, &Shown {
                        id: at,
                        details: &file.details,
                        address: &ui.urls.file(file.post, at, Size::Small.as_str()),
                        error: changes.wrong.iter().find(|(wrong, _)| *wrong == at).map(|(_, why)| *why),
                        left_out: changes.detached.contains(&at),
                    }))
                }
                @if files.iter().any(|file| needs_words(&file.details)) {
                    p.hint.kindly { (ui.t("files-describe")) }
                }
            }
        }
    }
}
