//! The pages of each app by address, and the frame around them. Shells arrange, rooms show; only this knows both.

pub mod field;
mod find;
mod leave;
mod office;
mod places;
pub mod portal;
pub mod settings;
pub mod staff;
mod text;
