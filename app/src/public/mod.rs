//! Pages served without scripts: the frame they share, the API's documentation, the answers to unknown addresses and to
//! what was refused. The
//! rooms' own public pages stand in their `public.rs`.

pub mod docs;
mod icons;
pub mod layout;
pub mod missing;
pub mod refused;
