use std::cmp::Ordering;
use std::collections::HashMap;

use crate::value::Rational;

/// Positions of words that one machine word holds.
const BLOCK: usize = 64;

/// A part of a whole, compared exactly.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    part: u32,
    of: u32,
}

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self { part: 1, of: 1 };
    /// None of it.
    pub const NONE: Self = Self { part: 0, of: 1 };

    /// So many of so many; of nothing it is all.
    pub const fn of(part: u32, of: u32) -> Self {
        match of {
            0 => Self::WHOLE,
            _ => Self { part, of },
        }
    }

    /// The exact number, from 0 to 1.
    pub fn to_rational(self) -> Rational {
        let part = Rational::from_int(self.part.into());
        let of = Rational::from_int(self.of.into());
        part.checked_div(&of).unwrap_or(Rational::ONE)
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let across = |a: u32, b: u32| u64::from(a) * u64::from(b);
        across(self.part, other.of).cmp(&across(other.part, self.of))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Share {}

/// How alike two texts are: twice the length of their longest common subsequence
/// of words, over all their words. Case, white space and punctuation do not
/// count; 1 means the same words in the same order.
pub fn similarity(a: &str, b: &str) -> Share {
    let mut lexicon = Lexicon::default();
    let (a, b) = (lexicon.read(a), lexicon.read(b));
    a.likeness(&b, Share::NONE).unwrap_or(Share::NONE)
}

/// Numbers for words, so that comparing two is comparing numbers.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: HashMap<String, u32>,
}

impl Lexicon {
    /// The words of a text.
    pub(super) fn read(&mut self, text: &str) -> Words {
        let mut words = words(text);
        if words.is_empty() && !text.trim().is_empty() {
            // Nothing but punctuation still says something: itself.
            words.push(text.split_whitespace().collect());
        }
        let next = |words: &HashMap<String, u32>| u32::try_from(words.len()).unwrap_or(u32::MAX);
        let numbers = words.into_iter().map(|word| {
            let number = next(&self.numbers);
            *self.numbers.entry(word).or_insert(number)
        });
        Words::new(numbers.collect())
    }
}

/// A text as words: lower case, without punctuation.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for found in text.chars() {
        match found {
            // Within a word, or nothing to be seen.
            '\'' | '\u{2019}' | '\u{2bc}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            found if stands_alone(found) => {
                words.push(std::mem::take(&mut word));
                words.push(found.to_lowercase().collect());
            }
            found if found.is_alphanumeric() => word.extend(found.to_lowercase()),
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// Signs that change what a sentence asks for, as "≥ 90 %" and "≤ 90 %" do, and
/// characters of scripts that put no space between words.
fn stands_alone(found: char) -> bool {
    matches!(
        found,
        '<' | '>' | '=' | '%' | '\u{b1}' | '\u{2264}' | '\u{2265}'
    ) || matches!(found, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text that is ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Words {
    sequence: Vec<u32>,
    /// Each word once with how often it stands there, sorted.
    bag: Vec<(u32, u32)>,
    /// For each word of the bag, the positions at which it stands, as bits.
    places: Vec<u64>,
}

impl Words {
    fn new(sequence: Vec<u32>) -> Self {
        let mut sorted = sequence.clone();
        sorted.sort_unstable();
        let mut bag: Vec<(u32, u32)> = Vec::new();
        for word in sorted {
            match bag.last_mut() {
                Some((last, count)) if *last == word => *count += 1,
                _ => bag.push((word, 1)),
            }
        }
        let blocks = sequence.len().div_ceil(BLOCK);
        let mut places = vec![0; bag.len() * blocks];
        for (position, word) in sequence.iter().enumerate() {
            if let Ok(at) = bag.binary_search_by_key(word, |(word, _)| *word)
                && let Some(block) = places.get_mut(at * blocks + position / BLOCK)
            {
                *block |= 1 << (position % BLOCK);
            }
        }
        Self {
            sequence,
            bag,
            places,
        }
    }

    /// The words in order.
    pub(super) fn sequence(&self) -> &[u32] {
        &self.sequence
    }

    /// Each word once with how often it stands there, sorted.
    pub(super) fn bag(&self) -> &[(u32, u32)] {
        &self.bag
    }

    /// How many steps it takes to compare a text with one of so many words.
    pub(super) fn blocks(&self) -> usize {
        self.sequence.len().div_ceil(BLOCK)
    }

    /// How alike two texts are; nothing when that is below `least`. What cannot
    /// reach it, by its length or by the words it shares in any order, is not
    /// looked at closer.
    pub(super) fn likeness(&self, other: &Self, least: Share) -> Option<Share> {
        let (mine, theirs) = (self.sequence.len(), other.sequence.len());
        let share = |common: u32| {
            let all = u32::try_from(mine + theirs).unwrap_or(u32::MAX);
            Share::of(common.saturating_mul(2), all)
        };
        let reach = |common: u32| Some(share(common)).filter(|share| *share >= least);
        reach(u32::try_from(mine.min(theirs)).unwrap_or(u32::MAX))?;
        reach(common(&self.bag, &other.bag))?;
        if self.sequence == other.sequence {
            return Some(Share::WHOLE);
        }
        reach(self.longest_common_subsequence(other))
    }

    /// Its length, found for 64 positions at a time: a bit of `rows` is unset
    /// where the subsequence grows by one. Source: H. Hyyrö, "Bit-parallel
    /// LCS-length computation revisited" (2004).
    fn longest_common_subsequence(&self, other: &Self) -> u32 {
        let blocks = self.blocks();
        let mut rows = vec![u64::MAX; blocks];
        for word in &other.sequence {
            let Ok(at) = self.bag.binary_search_by_key(word, |(word, _)| *word) else {
                continue;
            };
            let places = self.places.get(at * blocks..).unwrap_or_default();
            let mut carry = false;
            for (row, places) in rows.iter_mut().zip(places) {
                let (sum, over) = row.overflowing_add(*row & places);
                let (sum, more) = sum.overflowing_add(u64::from(carry));
                carry = over || more;
                *row = sum | (*row & !places);
            }
        }
        rows.iter().map(|row| row.count_zeros()).sum()
    }
}

/// How many words two bags share.
pub(super) fn common(a: &[(u32, u32)], b: &[(u32, u32)]) -> u32 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some((left, many)), Some((right, more))) = (a.peek(), b.peek()) {
        match left.cmp(right) {
            Ordering::Less => drop(a.next()),
            Ordering::Greater => drop(b.next()),
            Ordering::Equal => {
                shared += (*many).min(*more);
                a.next();
                b.next();
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Share, similarity, words};

    /// The textbook's table.
    fn slow(a: &str, b: &str) -> Share {
        let (a, b) = (words(a), words(b));
        let mut table = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
        for (i, left) in a.iter().enumerate() {
            for (j, right) in b.iter().enumerate() {
                table[i + 1][j + 1] = match left == right {
                    true => table[i][j] + 1,
                    false => table[i][j + 1].max(table[i + 1][j]),
                };
            }
        }
        let all = u32::try_from(a.len() + b.len()).unwrap();
        Share::of(2 * table[a.len()][b.len()], all)
    }

    #[test]
    fn case_punctuation_and_white_space_do_not_count() {
        let a = "Alerts, from  the SOC's tools\n(and others).";
        assert_eq!(
            similarity(a, "alerts from the socs tools and others"),
            Share::WHOLE
        );
        assert_eq!(similarity("ad-hoc", "ad hoc"), Share::WHOLE);
        assert_ne!(similarity("at ≥ 90 %", "at ≤ 90 %"), Share::WHOLE);
        assert_ne!(similarity("???", "!!!"), Share::WHOLE);
    }

    #[test]
    fn a_word_changed_costs_two_of_all_words() {
        let share = similarity("one two three four five", "one two three for five");
        assert_eq!(share, Share::of(8, 10));
        assert_eq!(share.to_rational().to_string(), "4/5");
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_character() {
        assert_eq!(similarity("脅威情報", "脅威分析"), Share::of(4, 8));
    }

    proptest! {
        #[test]
        fn it_is_that_of_the_table_and_symmetric(a in "([abcde] ){0,150}", b in "([abcdefg] ){0,150}") {
            prop_assert_eq!(similarity(&a, &b), slow(&a, &b));
            prop_assert_eq!(similarity(&a, &b), similarity(&b, &a));
        }

        #[test]
        fn it_is_1_for_the_same_words_only_and_0_without_any_in_common(a in "([abc] ){1,9}", b in "([abc] ){1,9}") {
            prop_assert_eq!(similarity(&a, &b) == Share::WHOLE, words(&a) == words(&b));
            prop_assert_eq!(similarity(&a, &b.to_uppercase().replace(['A', 'B', 'C'], "x")), Share::NONE);
        }

        #[test]
        fn any_two_texts_can_be_compared(a in any::<String>(), b in any::<String>()) {
            let share = similarity(&a, &b);
            prop_assert!(share >= Share::NONE && share <= Share::WHOLE);
            prop_assert_eq!(similarity(&a, &a), Share::WHOLE);
        }
    }
}
