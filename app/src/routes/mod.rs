//! The pages of each app by address, and the frame around them. Shells arrange, rooms show; only this knows both.

pub mod field;
mod leave;
pub mod portal;
pub mod staff;
mod text;
