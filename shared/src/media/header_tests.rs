use proptest::prelude::*;

use super::*;

/// Looks at a file piece by piece, as a device does.
fn measure(file: &[u8]) -> Seen {
    let mut place = Place::Start;
    loop {
        let from = usize::try_from(place.byte()).unwrap().min(file.len());
        let piece = &file[from..file.len().min(from + PIECE as usize)];
        match look(place, piece) {
            Seen::Further(next) => {
                assert!(next.byte() > place.byte(), "it goes on");
                place = next;
            }
            seen => return seen,
        }
    }
}

fn seen(width: u32, height: u32) -> Seen {
    Seen::Size(Pixels { width, height })
}

fn part(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, kind], &length[..], content].concat()
}

fn jpeg(notes: &[Vec<u8>], frame: u8) -> Vec<u8> {
    let size = part(frame, &[8, 0x0b, 0xb8, 0x0f, 0xa0, 3, 1, 0x22, 0]);
    [&[0xff, 0xd8][..], &notes.concat(), &size, &part(0xda, &[0; 6])].concat()
}

#[test]
fn a_jpeg_tells_its_size_after_notes_of_any_length() {
    assert_eq!(measure(&jpeg(&[], 0xc0)), seen(4000, 3000));
    let small_copy = part(0xe1, &jpeg(&[], 0xc0));
    assert_eq!(measure(&jpeg(&[small_copy, vec![0xff, 0xff], part(0xc4, &[7; 40])], 0xc2)), seen(4000, 3000));
    let depth = vec![part(0xe2, &[1; 65_533]); 90];
    assert_eq!(measure(&jpeg(&depth, 0xc1)), seen(4000, 3000), "six megabytes of notes");
}

#[test]
fn other_kinds_tell_it_at_their_beginning() {
    let png =
        |w: u32, h: u32| [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &w.to_be_bytes(), &h.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    assert_eq!(measure(&png(30_000, 30_000)), seen(30_000, 30_000));
    assert_eq!(measure(&png(0, 9)), Seen::NoPicture);
    assert_eq!(measure(b"GIF89a\x40\x01\xc8\x00rest"), seen(320, 200));
    let webp = |chunk: &[u8]| [b"RIFF\0\0\0\0WEBP".as_slice(), chunk].concat();
    assert_eq!(measure(&webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\xc8\x00")), seen(320, 200));
    assert_eq!(measure(&webp(b"VP8L\0\0\0\0\x2f\x3f\xc1\x31\x00")), seen(320, 200));
    assert_eq!(measure(&webp(b"VP8X\0\0\0\0\0\0\0\0\x3f\x01\x00\xc7\x00\x00")), seen(320, 200));
    let ispe = |w: u32, h: u32| [b"\0\0\0\x14ispe\0\0\0\0".as_slice(), &w.to_be_bytes(), &h.to_be_bytes()].concat();
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), ispe(512, 512), ispe(4032, 3024), ispe(320, 240)].concat();
    assert_eq!(measure(&heic), seen(4032, 3024));
}

#[test]
fn what_is_no_picture_is_told_from_one() {
    for file in [
        &b""[..],
        b"this is no picture",
        b"\xff\xd8",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe1\x00\x01xxxxxxxxx",
        b"\xff\xd8\xff\xe1\xff\xffcut",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0",
        b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0",
        b"\0\0\0\x18ftypmp42\0\0\0\0",
    ] {
        assert_eq!(measure(file), Seen::NoPicture, "{file:?}");
    }
}

proptest! {
    #[test]
    fn hostile_bytes_come_to_an_end(start in prop::sample::select(vec![&b"\xff\xd8"[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftyp", b""]), rest in prop::collection::vec(any::<u8>(), 0..400)) {
        measure(&[start, &rest[..]].concat());
    }
}
