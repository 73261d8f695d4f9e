//! The colours of the stylesheet, as numbers: what stands in code is to be read by day and by night.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../assets/style.css");

/// Red, green and blue, linear, from 0 to 1.
type Colour = [f64; 3];

/// The tokens of the sky by day, and by night, from one part of the stylesheet on top of others.
type Tokens = BTreeMap<String, [String; 2]>;

/// Takes the tokens of a part: `light-dark()` has one of each, any other value stands for `skies`.
fn take(tokens: &mut Tokens, part: &str, skies: &[usize]) {
    for line in part.lines().map(str::trim) {
        let Some((name, value)) = line
            .strip_prefix("--")
            .and_then(|line| line.strip_suffix(';'))
            .and_then(|line| line.split_once(": "))
        else {
            continue;
        };
        let both = value
            .strip_prefix("light-dark(")
            .and_then(|both| both.strip_suffix(')'))
            .and_then(|both| both.split_once(", "));
        let token = tokens.entry(name.to_owned()).or_default();
        for sky in skies {
            let own = both.map_or(value, |(day, night)| [day, night][*sky]);
            token[*sky] = own.to_owned();
        }
    }
}

fn colour(tokens: &Tokens, name: &str, sky: usize) -> Colour {
    let value = &tokens.get(name).unwrap_or_else(|| panic!("no --{name}"))[sky];
    if let Some(other) = value.strip_prefix("var(--") {
        return colour(tokens, other.trim_end_matches(')'), sky);
    }
    if let Some(hex) = value.strip_prefix('#') {
        let width = hex.len() / 3;
        return [0, 1, 2].map(|n| {
            let digits = hex[n * width..(n + 1) * width].repeat(3 - width);
            let byte = u8::from_str_radix(&digits, 16).expect("digits");
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
    }
    let numbers = value
        .strip_prefix("oklch(")
        .and_then(|value| value.strip_suffix(')'));
    let numbers: Vec<f64> = numbers
        .unwrap_or_else(|| panic!("{value} is no colour"))
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect();
    oklch(numbers[0], numbers[1], numbers[2])
}

/// CSS Color 4, section 10.
fn oklch(light: f64, chroma: f64, hue: f64) -> Colour {
    let (a, b) = (
        chroma * hue.to_radians().cos(),
        chroma * hue.to_radians().sin(),
    );
    let l = (light + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (light - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (light - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|part| part.clamp(0.0, 1.0))
}

/// WCAG 2.2, relative luminance and contrast ratio.
fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |[red, green, blue]: Colour| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn what_is_marked_in_code_can_be_read_by_day_and_by_night() {
    let (day, rest) = STYLE
        .split_once("@media (prefers-color-scheme: dark)")
        .expect("the night");
    let (night, rest) = rest.split_once("@supports").expect("exact colours");
    let (exact, rest) = rest
        .split_once("@media (prefers-contrast: more)")
        .expect("more contrast");
    let (more, _) = rest.split_once("/* Tokens: five sizes").expect("an end");
    let mut marks = 0;
    let used: Vec<&str> = ["c", "s", "n", "k", "a"]
        .map(|class| {
            let rule = STYLE.split_once(&format!("pre .{class} {{ color: var(--"));
            let (_, rule) = rule.unwrap_or_else(|| panic!("no colour for .{class}"));
            rule.split_once(')').map_or("", |(name, _)| name)
        })
        .to_vec();
    let mut tokens = Tokens::new();
    for (part, skies) in [
        (day, &[0, 1][..]),
        (night, &[1]),
        (exact, &[0, 1]),
        (more, &[0, 1]),
    ] {
        take(&mut tokens, part, skies);
        for sky in [0, 1] {
            let ground = colour(&tokens, "raised", sky);
            for name in &used {
                let found = contrast(colour(&tokens, name, sky), ground);
                // What comes first has no night yet: both skies are the day then.
                assert!(found >= 4.5, "--{name} has {found:.2}, sky {sky}");
                marks += 1;
            }
        }
    }
    assert_eq!(marks, 40);
    let (black, white) = ([0.0; 3], [1.0; 3]);
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
}
