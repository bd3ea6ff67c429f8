//! Pages served without scripts: the frame they share, the API's documentation, the answer to unknown addresses. The
//! rooms' own public pages stand in their `public.rs`.

pub mod docs;
mod icons;
pub mod layout;
pub mod missing;
