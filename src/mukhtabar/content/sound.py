"""Recordings, read frame by frame without decoding them: how long they are, how many channels, and nothing beside.

MP3 (ISO/IEC 11172-3 and 13818-3, layer III) and Opus in Ogg (RFC 3533, 6716, 7845). What is kept are the frames alone:
tags, cover pictures and comments are left out, for they name people and places, and can hold a page or a program.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

#: Fewer frames are a coincidence of bytes.
LEAST_FRAMES = 3
#: Kilobits a second by index: MPEG-1 layer III, then MPEG-2 and 2.5.
_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES[0] = _RATES[2]
#: Samples a second by index; the numbers of the versions are those in the header: 3 is MPEG-1, 2 is 2, 0 is 2.5.
_SAMPLING = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
#: What no tag of a recording has: then the file is meant to be a page as well (abuse case 51).
_PAGE = (b"<html", b"<script", b"<svg", b"<!doctype", b"<iframe", b"javascript:")
#: Samples of one frame of Opus at 48 kHz, by the configuration (RFC 6716, table 2).
_SILK, _HYBRID, _CELT = (480, 960, 1920, 2880), (480, 960), (120, 240, 480, 960)
_OPUS_FRAMES = (*_SILK * 3, *_HYBRID * 2, *_CELT * 4)
#: No packet of Opus lasts longer: 120 ms.
_PACKET_MOST = 5760
#: As far as the position that a stream says it ends at may lie before its end: one second is cut off, no more.
_TRIMMED_MOST = 48_000
#: Bytes of tags, a cover picture among them; more is no recording of ours.
_TAGS_MOST = 1 << 20
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_NOWHERE = 0xFFFF_FFFF_FFFF_FFFF


@dataclass(frozen=True)
class Sound:
    """A recording: its bytes without anything beside, its length, its channels."""

    data: bytes
    seconds: float
    channels: int


def is_page(data: bytes) -> bool:
    """Whether `data` holds what only a web page has."""
    lower = data.lower()
    return any(mark in lower for mark in _PAGE)


# --- MP3 -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Frame:
    size: int
    samples: int
    version: int
    sampling: int
    channels: int
    #: Where the data of the Xing header would begin, were there one.
    side: int


def mp3(data: bytes) -> Sound | None:
    """Return the recording when `data` is MP3 from its first byte to its last, tags aside; else None."""
    place = _after_tags(data)
    if place is None:
        return None
    begin, frames = place, 0
    first = current = _frame(data, place)
    samples = 0
    while current is not None and first is not None:
        if (current.version, current.sampling, current.channels) != (first.version, first.sampling, first.channels):
            return None
        if place + current.size > len(data):
            return None
        place, frames, samples = place + current.size, frames + 1, samples + current.samples
        current = _frame(data, place)
    if first is None or frames < LEAST_FRAMES or not _only_tags(data, place):
        return None
    said = _frames_said(data[begin : begin + first.size], first.side)
    if said is not None:
        # A table of contents stands in the first frame, which is silent; one that lies is left out.
        samples -= first.samples
        if said and abs(said - (frames - 1)) > 1:
            begin += first.size
    return Sound(data[begin:place], samples / first.sampling, first.channels)


def _frame(data: bytes, place: int) -> _Frame | None:
    """Read the header of a frame of layer III; None when there is none at `place`."""
    if place + 4 > len(data) or data[place] != 0xFF or data[place + 1] & 0xE6 != 0xE2:
        return None
    version, rate, sampling = data[place + 1] >> 3 & 3, data[place + 2] >> 4, data[place + 2] >> 2 & 3
    if version == 1 or rate in {0, 15} or sampling == 3 or data[place + 3] & 3 == 2:
        return None
    bits, speed = _RATES[version][rate] * 1000, _SAMPLING[version][sampling]
    samples = 1152 if version == 3 else 576
    size = samples // 8 * bits // speed + (data[place + 2] >> 1 & 1)
    channels = 1 if data[place + 3] >> 6 == 3 else 2
    side = {(3, 2): 32, (3, 1): 17}.get((version, channels), 17 if channels == 2 else 9)
    return _Frame(size, samples, version, speed, channels, 4 + side)


def _after_tags(data: bytes) -> int | None:
    """Return where the first frame is to be: behind ID3v2 tags (id3.org, section 3.1); None when one is a page."""
    place = 0
    while data[place : place + 3] == b"ID3":
        if place + 10 > len(data) or any(byte & 0x80 for byte in data[place + 6 : place + 10]):
            return None
        length = 0
        for byte in data[place + 6 : place + 10]:
            length = length << 7 | byte
        end = place + 10 + length + (10 if data[place + 5] & 0x10 else 0)
        if is_page(data[place:end]):
            return None
        place = end
    return place


def _only_tags(data: bytes, place: int) -> bool:
    """Whether nothing but tags follows: APEv2, then ID3v1 of 128 bytes."""
    tail = data[place:]
    if is_page(tail):
        return False
    if tail.startswith(b"APETAGEX") and len(tail) >= 32:
        tail = tail[32 + struct.unpack_from("<I", tail, 12)[0] :]
    return not tail or (tail.startswith(b"TAG") and len(tail) == 128)


def _frames_said(frame: bytes, side: int) -> int | None:
    """Return how many frames the Xing header of a first frame says follow, 0 when it does not say, None without one."""
    if frame[side : side + 4] not in {b"Xing", b"Info"} or side + 12 > len(frame):
        return None
    flags, frames = struct.unpack_from(">II", frame, side + 4)
    return int(frames) if flags & 1 else 0


# --- Opus ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Page:
    flags: int
    granule: int
    serial: int
    lacing: bytes
    body: bytes


def opus(data: bytes) -> Sound | None:
    """Return the recording when `data` is one whole stream of Opus in Ogg; what follows its last page is left out."""
    pages = list(_pages(data))
    if len(pages) < 3 or pages[0].flags != 2 or not pages[-1].flags & 4:
        return None
    head = pages[0].body
    if len(head) != 19 or not head.startswith(b"OpusHead\x01") or head[9] not in {1, 2} or head[18] != 0:
        return None
    tags = _tag_pages(pages[1:])
    samples = _length(pages[1 + tags :]) if tags else 0
    end, skipped = pages[-1].granule, struct.unpack_from("<H", head, 10)[0]
    if not skipped < end <= samples or samples - end > _TRIMMED_MOST:
        return None
    return Sound(_written(pages[0], pages[1 + tags :]), (end - skipped) / 48_000, head[9])


def _tag_pages(pages: list[_Page]) -> int:
    """Return on how many pages the tags stand, 0 for none or for such as are a page: they end with their page."""
    packet = bytearray()
    for number, page in enumerate(pages, start=1):
        if bool(page.flags & 1) != (number > 1) or len(packet) > _TAGS_MOST:
            return 0
        packet += page.body
        if any(length < 255 for length in page.lacing):
            # One packet ends here, and nothing begins after it on the same page.
            alone = all(length == 255 for length in page.lacing[:-1])
            return number if alone and packet.startswith(b"OpusTags") and not is_page(bytes(packet)) else 0
        if len(page.lacing) < 255:
            return 0
    return 0


def _length(pages: list[_Page]) -> int:
    """Return how many samples the packets of the pages last, 0 when one is broken."""
    samples = 0
    for packet in _packets(pages) or ():
        length = _samples(packet)
        if not 0 < length <= _PACKET_MOST:
            return 0
        samples += length
    return samples


def _pages(data: bytes) -> Iterator[_Page]:
    """Yield the pages of the one stream, in order and unbroken, up to its last; nothing after a fault."""
    place, serial, number = 0, None, 0
    while data[place : place + 4] == b"OggS" and place + 27 <= len(data):
        version, flags, granule, stream, sequence, checksum, count = struct.unpack_from("<BBQIIIB", data, place + 4)
        lacing = data[place + 27 : place + 27 + count]
        end = place + 27 + count + sum(lacing)
        whole = data[place:end]
        if version or sequence != number or serial not in {None, stream} or end > len(data) or not count:
            return
        if _checksum(whole[:22] + bytes(4) + whole[26:]) != checksum or (flags & 2) != (0 if number else 2):
            return
        yield _Page(flags, granule, stream, lacing, whole[27 + count :])
        if flags & 4:
            return
        place, serial, number = end, stream, number + 1


def _packets(pages: list[_Page]) -> list[bytes] | None:
    """Return the packets that the pages carry, None when one begins before the first or ends after the last."""
    packets: list[bytes] = []
    unfinished: bytearray | None = None
    for page in pages:
        if bool(page.flags & 1) != (unfinished is not None):
            return None
        place, packet = 0, unfinished if unfinished is not None else bytearray()
        for length in page.lacing:
            packet += page.body[place : place + length]
            place += length
            if length < 255:
                packets.append(bytes(packet))
                packet = bytearray()
        unfinished = packet if page.lacing[-1] == 255 else None
    return packets if unfinished is None else None


def _samples(packet: bytes) -> int:
    """Return how long a packet lasts, in samples at 48 kHz (RFC 6716, section 3.1); 0 for a broken one."""
    if not packet:
        return 0
    one, code = _OPUS_FRAMES[packet[0] >> 3], packet[0] & 3
    if code == 3:
        return one * (packet[1] & 0x3F) if len(packet) > 1 else 0
    return one * (2 if code else 1)


def _written(head: _Page, pages: list[_Page]) -> bytes:
    """Return the stream with empty tags: its pages numbered anew."""
    tags = b"OpusTags" + bytes(8)
    out = [_page(head, 0), _page(_Page(0, 0, head.serial, bytes([len(tags)]), tags), 1)]
    out += [_page(page, number) for number, page in enumerate(pages, start=2)]
    return b"".join(out)


def _page(page: _Page, number: int) -> bytes:
    front = struct.pack("<4sBBQII", b"OggS", 0, page.flags, page.granule, page.serial, number)
    back = bytes([len(page.lacing)]) + page.lacing + page.body
    return front + struct.pack("<I", _checksum(front + bytes(4) + back)) + back


def _checksum(data: bytes) -> int:
    """Return the CRC-32 of Ogg (RFC 3533, section 6): that of zlib with the bits of all bytes mirrored."""
    mirrored = zlib.crc32(data.translate(_MIRRORED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int(f"{mirrored:032b}"[::-1], 2)
