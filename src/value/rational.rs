use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

/// Digits a number in a file may have, its point counted: what readers that use
/// binary fractions still tell apart.
const MOST_DIGITS: usize = 16;

/// An exact fraction of any size.
///
/// Small values, which is nearly all there is, are computed in 128 bits; a
/// result that does not fit goes on with big integers, so no operation can
/// overflow or round. Fractions are always in lowest terms with a positive
/// denominator.
#[derive(Clone)]
pub struct Rational(Repr);

#[derive(Clone)]
enum Repr {
    Small { over: i64, under: i64 },
    Big(Box<BigRational>),
}

/// A rounded number, big only where it must be.
enum BigIntOr {
    Small(i128),
    Big(BigInt),
}

impl Rational {
    /// Zero.
    pub const ZERO: Self = Self::from_int(0);
    /// One.
    pub const ONE: Self = Self::from_int(1);

    /// A whole number.
    pub const fn from_int(value: i64) -> Self {
        Self(Repr::Small {
            over: value,
            under: 1,
        })
    }

    /// A whole number that counts something.
    pub fn from_count(value: usize) -> Self {
        Self::from_wide(value as i128, 1)
    }

    /// Reads a decimal number as it stands in a file: `-?(0|[1-9]\d*)(\.\d+)?`.
    ///
    /// Other spellings (`1e3`, `.5`, `010`, `0x1f`, `.inf`) are not numbers here,
    /// and neither is one of more than 16 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let numeric =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let padded = whole.len() > 1 && whole.starts_with('0');
        if !numeric(whole) || padded || !fraction.is_none_or(numeric) || digits.len() > MOST_DIGITS
        {
            return None;
        }
        let fraction = fraction.unwrap_or_default();
        let over: i128 = format!("{whole}{fraction}").parse().ok()?;
        let under = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Some(Self::from_wide(sign * over, under))
    }

    /// This number divided by another; nothing when that is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), divisor.small()) {
            let (over, under) = (a * d, b * c);
            return Some(if under < 0 {
                Self::from_wide(-over, -under)
            } else {
                Self::from_wide(over, under)
            });
        }
        Some(Self::from_big(self.to_big() / divisor.to_big()))
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small { over: 0, .. })
    }

    /// The nearest 64-bit floating point number, for display and sorting only.
    pub fn to_f64(&self) -> f64 {
        match self.small() {
            Some((over, under)) => over as f64 / under as f64,
            None => self.to_big().to_f64().unwrap_or(f64::NAN),
        }
    }

    /// The number with so many decimals, rounded half away from zero: the only
    /// place where rungs rounds. Zero never carries a minus sign.
    pub fn rounded(&self, decimals: u32) -> String {
        let nearest = match (self.small(), 10_i128.checked_pow(decimals)) {
            (Some((over, under)), Some(scale)) if decimals <= 12 => {
                let doubled = over.abs() * scale * 2 + under;
                BigIntOr::Small(over.signum() * (doubled / (under * 2)))
            }
            _ => BigIntOr::Big(self.rounded_big(decimals)),
        };
        let digits = match &nearest {
            BigIntOr::Small(value) => value.to_string(),
            BigIntOr::Big(value) => value.to_string(),
        };
        let (sign, digits) = match digits.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", digits.as_str()),
        };
        let places = decimals as usize;
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, rest) = padded.split_at(padded.len() - places);
        if rest.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{rest}")
        }
    }

    /// The number as a decimal without loss, when it has at most six decimals.
    pub fn to_decimal(&self) -> Option<String> {
        let text = self.rounded(6);
        let exact = Self::parse(&text).is_some_and(|read| read == *self);
        let short = text.trim_end_matches('0').trim_end_matches('.');
        exact.then(|| short.to_owned())
    }

    /// The number as a decimal for people: without loss where six decimals are
    /// enough, else rounded to them.
    pub fn decimal(&self) -> String {
        self.to_decimal().unwrap_or_else(|| self.rounded(6))
    }

    /// The number times a power of ten, rounded half away from zero.
    fn rounded_big(&self, decimals: u32) -> BigInt {
        let scale = BigInt::from(10).pow(decimals);
        let shifted = self.to_big() * BigRational::from_integer(scale);
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let nearest = if shifted.is_negative() {
            -(shifted.abs() + half).floor()
        } else {
            (shifted + half).floor()
        };
        nearest.to_integer()
    }

    fn small(&self) -> Option<(i128, i128)> {
        match self.0 {
            Repr::Small { over, under } => Some((over.into(), under.into())),
            Repr::Big(_) => None,
        }
    }

    fn from_wide(over: i128, under: i128) -> Self {
        if under == 1
            && let Ok(over) = i64::try_from(over)
        {
            return Self(Repr::Small { over, under: 1 });
        }
        let divisor = gcd(over.unsigned_abs(), under.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1).max(1);
        let (over, under) = (over / divisor, under / divisor);
        match (i64::try_from(over), i64::try_from(under)) {
            (Ok(over), Ok(under)) => Self(Repr::Small { over, under }),
            _ => Self::from_big(BigRational::new(over.into(), under.into())),
        }
    }

    fn from_big(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(over), Some(under)) => Self(Repr::Small { over, under }),
            _ => Self(Repr::Big(Box::new(value))),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small { over, under } => {
                BigRational::new_raw(BigInt::from(*over), BigInt::from(*under))
            }
            Repr::Big(value) => value.as_ref().clone(),
        }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Products of 64-bit values fit in 128 bits and a sum of two of them in the
/// sign's spare bit, so the small path cannot overflow.
impl Add for &Rational {
    type Output = Rational;

    fn add(self, other: Self) -> Rational {
        match (self.small(), other.small()) {
            (Some((a, 1)), Some((c, 1))) => Rational::from_wide(a + c, 1),
            (Some((a, b)), Some((c, d))) => match (a * d).checked_add(c * b) {
                Some(over) => Rational::from_wide(over, b * d),
                None => Rational::from_big(self.to_big() + other.to_big()),
            },
            _ => Rational::from_big(self.to_big() + other.to_big()),
        }
    }
}

impl Sub for &Rational {
    type Output = Rational;

    fn sub(self, other: Self) -> Rational {
        self + &-other
    }
}

impl Mul for &Rational {
    type Output = Rational;

    fn mul(self, other: Self) -> Rational {
        match (self.small(), other.small()) {
            (Some((a, b)), Some((c, d))) => Rational::from_wide(a * c, b * d),
            _ => Rational::from_big(self.to_big() * other.to_big()),
        }
    }
}

impl Neg for &Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        match self.small() {
            Some((over, under)) => Rational::from_wide(-over, under),
            None => Rational::from_big(-self.to_big()),
        }
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.small(), other.small()) {
            (Some((a, b)), Some((c, d))) => (a * d).cmp(&(c * b)),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Rational {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rational {}

impl fmt::Debug for Rational {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The exact value: `17/33`, or `12` when it is whole.
impl fmt::Display for Rational {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small { over, under: 1 } => write!(formatter, "{over}"),
            Repr::Small { over, under } => write!(formatter, "{over}/{under}"),
            Repr::Big(value) if value.is_integer() => write!(formatter, "{}", value.numer()),
            Repr::Big(value) => write!(formatter, "{}/{}", value.numer(), value.denom()),
        }
    }
}

impl std::iter::Sum for Rational {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |sum, value| &sum + &value)
    }
}

impl Default for Rational {
    fn default() -> Self {
        Self::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::{BigInt, Rational};
    use proptest::prelude::*;

    fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    #[test]
    fn decimals_are_exact() {
        let tenth = number("0.1");
        let sum: Rational = (0..1_000_000).map(|_| tenth.clone()).sum();
        assert_eq!(sum.to_string(), "100000");
        assert_eq!(number("0.6").to_string(), "3/5");
    }

    #[test]
    fn only_plain_decimal_spellings_are_numbers() {
        for wrong in [
            "", "-", "1e3", ".5", "5.", "010", "0x1f", ".inf", "1_000", "+1", "1:30",
        ] {
            assert_eq!(Rational::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Rational::parse(&"9".repeat(17)), None);
        assert!(Rational::parse(&"9".repeat(16)).is_some());
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (text, decimals, shown) in [
            ("0.5", 0, "1"),
            ("-0.5", 0, "-1"),
            ("2.995", 2, "3.00"),
            ("-0.001", 2, "0.00"),
            ("0.125", 2, "0.13"),
            ("12", 1, "12.0"),
        ] {
            assert_eq!(number(text).rounded(decimals), shown);
        }
    }

    #[test]
    fn results_beyond_64_bits_stay_exact() {
        let primes = [
            101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
        ];
        let parts = || {
            primes.iter().map(|prime| {
                Rational::ONE
                    .checked_div(&Rational::from_int(*prime))
                    .unwrap()
            })
        };
        let sum: Rational = parts().sum();
        let back = parts().fold(sum.clone(), |rest, part| &rest - &part);
        assert!(sum.to_string().len() > 40);
        assert!(back.is_zero());
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_big_fractions(a in any::<i64>(), b in 1..i64::MAX, c in any::<i64>(), d in 1..i64::MAX) {
            let fraction = |over, under| Rational::from_int(over).checked_div(&Rational::from_int(under)).unwrap();
            let (x, y) = (fraction(a, b), fraction(c, d));
            prop_assert_eq!((&x + &y).to_big(), x.to_big() + y.to_big());
            prop_assert_eq!((&x * &y).to_big(), x.to_big() * y.to_big());
            prop_assert_eq!(x.cmp(&y), x.to_big().cmp(&y.to_big()));
            prop_assert_eq!(&(&x - &y) + &y, x.clone());
            let exact = x.rounded_big(3).to_string();
            prop_assert_eq!(x.rounded(3).replace('.', "").parse::<BigInt>().unwrap().to_string(), exact);
        }
    }
}
