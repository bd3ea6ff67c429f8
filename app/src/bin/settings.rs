//! The settings of the office, for browsers.

fn main() {
    app::routes::settings::launch();
}
