//! Each setting against the rules, and against its own bounds.

use super::*;
use std::collections::BTreeSet;

/// Another value that a setting can have.
fn another(setting: &Setting, now: &str) -> String {
    match setting.kind {
        Kind::Line(_) | Kind::Area(_) => "Other words".to_owned(),
        Kind::Number(least, most) => if now == least.to_string() {
            most
        } else {
            least
        }
        .to_string(),
        Kind::Choice(choices) => {
            let mut words = choices.iter().map(|(word, _)| *word);
            words
                .find(|word| *word != now)
                .expect("a choice")
                .to_owned()
        }
        Kind::Switch => switch(now != ON),
        Kind::Languages => "fr".to_owned(),
        Kind::Several(choices) => choices[1].0.to_owned(),
    }
}

#[test]
fn each_setting_changes_itself_and_nothing_else() {
    let before = Rules::default();
    for setting in &SETTINGS {
        let (mut after, wanted) = (before.clone(), another(setting, &(setting.get)(&before)));
        (setting.set)(&mut after, &wanted);
        let changed = changes(&before, &after);
        let names: Vec<&str> = changed.iter().map(|change| change.setting.name).collect();
        assert_eq!(names, [setting.name]);
        assert_eq!(changed[0].after, wanted);
    }
}

#[test]
fn every_rule_can_be_set() {
    let rules = serde_json::to_value(Rules::default()).expect("rules");
    let rules: BTreeSet<String> = rules.as_object().expect("fields").keys().cloned().collect();
    let set: BTreeSet<String> = SETTINGS
        .iter()
        .map(|setting| setting.name.replace('_', "-"))
        .collect();
    assert_eq!(rules, set);
}

#[test]
fn what_is_set_by_default_is_within_its_bounds() {
    for setting in &SETTINGS {
        let now = (setting.get)(&Rules::default());
        match setting.kind {
            Kind::Number(least, most) => {
                assert!((least..=most).contains(&number(&now)), "{}", setting.name);
            }
            Kind::Choice(choices) => {
                assert!(
                    choices.iter().any(|(word, _)| *word == now),
                    "{}",
                    setting.name
                );
            }
            _ => {}
        }
    }
}
