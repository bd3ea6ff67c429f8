//! The component kit; knows no room.
