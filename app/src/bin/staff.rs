//! The office app, for browsers.

fn main() {
    app::routes::staff::launch();
}
