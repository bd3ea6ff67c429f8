//! Writing the file: marks become glyphs and paths, the structure becomes tags.

use std::num::NonZeroU16;

use chrono::{Datelike, Timelike};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document as File, SerializeSettings};

use crate::fonts::face;
use crate::layout::{Mark, NodeId, Pages, Part, Role, Shape};
use crate::model::{Document, Problem};
use crate::shape::in_a_line;
use crate::style::Tint;

/// Writes a paper that was laid out.
pub fn file(document: &Document, pages: Pages) -> Result<Vec<u8>, Problem> {
    write(document, pages, true)
}

/// The same, its contents packed or not.
pub(crate) fn write(document: &Document, pages: Pages, packed: bool) -> Result<Vec<u8>, Problem> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Problem::Refused(format!("{error:?}")))?;
    let mut file = File::new_with(SerializeSettings { configuration, compress_content_streams: packed, ..SerializeSettings::default() });
    let settings = PageSettings::from_wh(pages.size.0, pages.size.1).ok_or(Problem::Refused("no such sheet".into()))?;
    let mut written: Vec<Vec<Option<Identifier>>> = Vec::new();
    for marks in &pages.pages {
        let mut page = file.start_page_with(settings.clone());
        let mut surface = page.surface();
        written.push(marks.iter().map(|mark| put(&mut surface, mark, document)).collect());
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(document.language.into()));
    for root in &pages.roots {
        if let Some(group) = group(&pages, *root, &written) {
            tree.push(group);
        }
    }
    file.set_tag_tree(tree);
    let mut outline = Outline::new();
    for (text, page, y) in &pages.outline {
        outline.push_child(OutlineNode::new(in_a_line(text), XyzDestination::new(*page, Point::from_xy(0.0, y - 8.0))));
    }
    file.set_outline(outline);
    file.set_metadata(metadata(document));
    file.finish().map_err(|error| Problem::Refused(format!("{error:?}")))
}

fn metadata(document: &Document) -> Metadata {
    let at = document.dated;
    let byte = |n: u32| u8::try_from(n).unwrap_or_default();
    let dated = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(byte(at.month()))
        .day(byte(at.day()))
        .hour(byte(at.hour()))
        .minute(byte(at.minute()))
        .second(byte(at.second()))
        .utc_offset_hour(0);
    Metadata::new()
        .title(in_a_line(&document.title))
        .authors(vec![in_a_line(&document.sender)])
        .language(document.language.into())
        .creator("Tailboard".into())
        .document_id(document.id.clone())
        .creation_date(dated)
}

fn colour(tint: Tint, document: &Document) -> rgb::Color {
    match tint {
        Tint::Ink => rgb::Color::new(0x16, 0x1b, 0x22),
        Tint::Quiet => rgb::Color::new(0x56, 0x60, 0x6d),
        Tint::Rule => rgb::Color::new(0xd5, 0xda, 0xe1),
        Tint::Brand => rgb::Color::new(document.colour[0], document.colour[1], document.colour[2]),
    }
}

/// Draws a mark; what is read gets a name for the structure.
fn put(surface: &mut Surface<'_>, mark: &Mark, document: &Document) -> Option<Identifier> {
    let tag = match (&mark.shape, mark.node) {
        (_, None) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        (Shape::Text { .. }, Some(_)) => ContentTag::Span(SpanTag::empty()),
        (_, Some(_)) => ContentTag::Other,
    };
    let name = surface.start_tagged(tag);
    match &mark.shape {
        Shape::Text { line, size, tint, x, foot } => {
            fill(surface, colour(*tint, document));
            let mut x = *x;
            for run in &line.runs {
                if !run.glyphs.is_empty() {
                    surface.draw_glyphs(Point::from_xy(x, *foot), &run.glyphs, face(run.face).font.clone(), &run.text, *size, false);
                }
                x += run.width * size;
            }
        }
        Shape::Box { x, y, width, height, tint } => {
            fill(surface, colour(*tint, document));
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Shape::Strokes { x, y, scale, strokes } => draw(surface, (*x, *y), *scale, strokes, colour(Tint::Ink, document)),
    }
    surface.end_tagged();
    mark.node.map(|_| name)
}

fn fill(surface: &mut Surface<'_>, colour: rgb::Color) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: colour.into(), ..Fill::default() }));
}

fn draw(surface: &mut Surface<'_>, (x, y): (f32, f32), scale: f32, strokes: &[Vec<(f32, f32)>], colour: rgb::Color) {
    surface.set_fill(None);
    let stroke = Stroke { paint: colour.into(), width: 1.5, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
    surface.set_stroke(Some(stroke));
    let mut path = PathBuilder::new();
    for points in strokes {
        let mut points = points.iter().map(|(px, py)| (x + px * scale, y + py * scale));
        let Some((first_x, first_y)) = points.next() else { continue };
        path.move_to(first_x, first_y);
        let mut alone = true;
        for (px, py) in points {
            path.line_to(px, py);
            alone = false;
        }
        if alone {
            // a dot is a line too short to be seen but for its round end
            path.line_to(first_x + 0.1, first_y);
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A part of the structure with all that belongs to it; none when nothing of it is on a page.
fn group(pages: &Pages, id: NodeId, written: &[Vec<Option<Identifier>>]) -> Option<TagGroup> {
    let node = &pages.nodes[id];
    let mut group = TagGroup::new(tag(&node.role));
    for part in &node.parts {
        match part {
            Part::Node(child) => {
                if let Some(child) = self::group(pages, *child, written) {
                    group.push(child);
                }
            }
            Part::Mark { page, at } => {
                if let Some(name) = written[*page][*at] {
                    group.push(name);
                }
            }
        }
    }
    (!group.children.is_empty()).then_some(group)
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Paragraph => Tag::P.into(),
        Role::Heading(level, text) => Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(in_a_line(text))).into(),
        Role::Table(summary) => Tag::Table.with_summary(Some(in_a_line(summary))).into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Line => Tag::TR.into(),
        Role::ColumnTitle => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowTitle => Tag::TH(TableHeaderScope::Row).into(),
        Role::Data => Tag::TD.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Value => Tag::LBody.into(),
        Role::Figure(words) => Tag::Figure(Some(in_a_line(words))).into(),
    }
}
