use super::compare::Comparison;
use super::row::{Basis, Change, Row};
use super::similarity::Share;
use crate::model::{ItemIndex, Model, Relation};

impl Comparison<'_> {
    /// Why a row says what it says; nothing where its words and all that scoring
    /// knows of it are the same.
    pub fn because(&self, row: &Row) -> Option<String> {
        let mut reasons: Vec<String> = self.alike(row).into_iter().collect();
        if row.elsewhere
            && let (Some(from), Some(to)) = (parent(self.from, &row.from), parent(self.to, &row.to))
        {
            reasons.push(format!("from {from} to {to}"));
        }
        reasons.extend(row.changes.iter().map(changed));
        if row.id_reused {
            reasons.push(self.reused(row));
        }
        if let Some((nearest, likeness)) = row.worth_a_look() {
            let model = if row.from.is_empty() {
                self.from
            } else {
                self.to
            };
            let nearest = &model.item(nearest).id;
            reasons.push(format!(
                "the nearest is {nearest}, similarity {}",
                shown(likeness)
            ));
        }
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }

    /// How alike both sides are, where they are not the same.
    fn alike(&self, row: &Row) -> Option<String> {
        let likeness = shown(row.likeness?);
        let by_practices = row.basis == Some(Basis::Practices);
        let (model, one) = match row.relation {
            Relation::Reworded if by_practices => {
                return Some(format!("{likeness} of the practices below are the same"));
            }
            Relation::Reworded => return Some(format!("similarity {likeness}")),
            Relation::Split => (self.from, row.from.first()?),
            Relation::Merged => (self.to, row.to.first()?),
            _ => return None,
        };
        let what = if by_practices { "practices" } else { "words" };
        let one = &model.item(*one).id;
        Some(format!(
            "together they have {likeness} of the {what} of {one}"
        ))
    }

    /// That an id is no longer what it was.
    fn reused(&self, row: &Row) -> String {
        let practice = match (row.from.first(), row.to.first()) {
            (Some(item), _) => self.from.item(*item).leaf,
            (None, Some(item)) => self.to.item(*item).leaf,
            (None, None) => false,
        };
        let what = if practice { "practice" } else { "node" };
        format!("id reused for another {what}")
    }
}

fn shown(share: Share) -> String {
    share.to_rational().rounded(2)
}

fn changed(change: &Change) -> String {
    let about = change.item.as_ref();
    let about = about.map_or(String::new(), |item| format!(" of {item}"));
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let (from, to) = (side(&change.from), side(&change.to));
    format!("{}{about} {from} → {to}", change.field)
}

fn parent<'m>(model: &'m Model, items: &[ItemIndex]) -> Option<&'m str> {
    let parent = model.item(*items.first()?).parent?;
    Some(&model.item(parent).id)
}
