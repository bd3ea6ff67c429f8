//! Every query on quotes, by what it is about.

mod around;
mod certificate;
mod drafted;
mod instant;
mod links;
mod list;
mod office;
mod record;
mod repairs;
mod state;
mod write;

pub use around::*;
pub use certificate::*;
pub use drafted::*;
pub use instant::*;
pub use links::*;
pub use list::*;
pub use office::*;
pub use record::*;
pub use repairs::*;
pub use state::*;
pub use write::*;
