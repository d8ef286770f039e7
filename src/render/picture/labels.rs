/// A box of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// Pixels from the line that a label stands on up to its top, and down to its bottom.
const ABOVE: f64 = 11.0;
const BELOW: f64 = 3.0;

/// Where labels may stand beside their marks.
#[derive(Debug)]
pub(super) struct Labels {
    room: Area,
    /// What labels take.
    taken: Vec<Area>,
    /// What is drawn, which is better seen without a label over it.
    drawn: Vec<Area>,
}

impl Labels {
    pub(super) fn new(room: Area, drawn: Vec<Area>) -> Self {
        Self {
            room,
            taken: Vec::new(),
            drawn,
        }
    }

    /// A place for a label that ends at some x beside a mark of some y, as the line that it
    /// stands on: above or below, away from others and from what is drawn. What is needed
    /// may stand over what is drawn where there is no other place.
    pub(super) fn place(&mut self, (left, right): (f64, f64), y: f64, needed: bool) -> Option<f64> {
        let spots = [y - 8.0, y + 18.0, y - 22.0, y + 32.0];
        let area = |spot: f64| Area {
            left,
            top: spot - ABOVE,
            right,
            bottom: spot + BELOW,
        };
        let free = |spot: &f64| {
            let area = area(*spot);
            area.top >= self.room.top
                && area.bottom <= self.room.bottom
                && !self.taken.iter().any(|other| other.meets(&area))
        };
        let over = |spot: &f64| self.drawn.iter().any(|other| other.meets(&area(*spot)));
        let free: Vec<f64> = spots.into_iter().filter(free).collect();
        let clear = free.iter().find(|spot| !over(spot));
        let spot = clear.or(free.first().filter(|_| needed)).copied()?;
        self.taken.push(area(spot));
        Some(spot)
    }
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Labels};

    fn area(left: f64, top: f64, right: f64, bottom: f64) -> Area {
        Area {
            left,
            top,
            right,
            bottom,
        }
    }

    #[test]
    fn labels_keep_away_from_each_other_and_from_lines() {
        let line = area(0.0, 40.0, 100.0, 40.0);
        let mut labels = Labels::new(area(0.0, 0.0, 200.0, 100.0), vec![line]);
        // Above the mark the line would be covered.
        assert_eq!(labels.place((20.0, 60.0), 50.0, true), Some(68.0));
        assert_eq!(labels.place((120.0, 160.0), 50.0, true), Some(42.0));
        assert_eq!(labels.place((30.0, 70.0), 50.0, true), Some(28.0));
        assert_eq!(labels.place((30.0, 70.0), 50.0, true), Some(82.0));
        assert_eq!(labels.place((30.0, 70.0), 50.0, false), None);
        // What is over a line is better than nothing.
        assert_eq!(labels.place((30.0, 70.0), 50.0, true), Some(42.0));
        assert_eq!(labels.place((30.0, 70.0), 50.0, true), None);
    }
}
