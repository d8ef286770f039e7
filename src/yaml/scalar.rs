use std::borrow::Cow;

use super::Value;

/// The value of a scalar that is written without quotes, by the tag resolution
/// of the YAML 1.2.2 core schema (section 10.3.2): `no`, `N/A`, dates and `1.C.2`
/// are texts.
pub(super) fn plain(text: Cow<'_, str>) -> Value<'_> {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        other if is_number(other) => Value::Number(text),
        _ => Value::String(text),
    }
}

/// Whether the core schema reads a plain scalar as a number.
fn is_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => {}
        _ => return false,
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    is_decimal(unsigned)
}

/// `[0-9]+ ( . [0-9]* )?` or `. [0-9]+`, then an exponent or nothing.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !unsigned.is_empty() && digits(unsigned)
    });
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => !mantissa.is_empty() && digits(mantissa),
    };
    mantissa_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::{Value, plain};

    #[test]
    fn what_looks_like_text_stays_text() {
        for text in [
            "no",
            "Yes",
            "on",
            "N/A",
            "n/a",
            "1.C.2",
            "2026-10-01",
            "1:30",
            "1_000",
            "-",
            "+",
            ".",
            "e3",
            "0b11",
            "1.1.a",
        ] {
            assert_eq!(plain(text.into()), Value::String(text.into()), "{text}");
        }
    }

    #[test]
    fn numbers_keep_their_spelling() {
        for text in [
            "0", "3", "-1", "1.10", "010", "0x1F", "0o17", "1e3", ".5", "5.", "-.inf", ".nan", "+1",
        ] {
            assert_eq!(plain(text.into()), Value::Number(text.into()), "{text}");
        }
    }

    #[test]
    fn null_and_truth_have_the_core_spellings_only() {
        assert_eq!(plain("~".into()), Value::Null);
        assert_eq!(plain("True".into()), Value::Bool(true));
        assert_eq!(plain("tRue".into()), Value::String("tRue".into()));
    }
}
