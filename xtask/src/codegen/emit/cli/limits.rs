//! What the description says a value has to keep to. The program warns of what does not, and sends it.

use proc_macro2::TokenStream;
use quote::quote;

use model::bounds::{Bound, Bounds, Size};

/// `Limit { measure: Measure::Value, relation: Relation::AtLeast, bound: 1f64 }` for each.
pub(super) fn of(bounds: Bounds) -> Vec<TokenStream> {
    let Bounds { minimum, maximum, length, items, members } = bounds;
    let value = |bound: Bound, inclusive: TokenStream, exclusive: TokenStream| {
        limit(quote!(Value), if bound.is_exclusive { exclusive } else { inclusive }, bound.value)
    };
    let minimum = minimum.map(|bound| value(bound, quote!(AtLeast), quote!(MoreThan)));
    let maximum = maximum.map(|bound| value(bound, quote!(AtMost), quote!(LessThan)));
    let sizes = [(length, quote!(Characters)), (items, quote!(Items)), (members, quote!(Members))];
    let sizes = sizes.into_iter().flat_map(|(Size { least, most }, measure)| {
        // No size in a description comes near to what a float cannot count.
        let least = least.map(|count| limit(measure.clone(), quote!(AtLeast), count as f64));
        let most = most.map(|count| limit(measure, quote!(AtMost), count as f64));
        least.into_iter().chain(most)
    });
    minimum.into_iter().chain(maximum).chain(sizes).collect()
}

fn limit(measure: TokenStream, relation: TokenStream, bound: f64) -> TokenStream {
    quote!(Limit { measure: Measure::#measure, relation: Relation::#relation, bound: #bound })
}
