//! Browser platform: store, outbox, live updates, media queue, device APIs; knows no room.
