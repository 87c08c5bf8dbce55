"""XML, read as a stream by a parser that knows no DTD, no entity and no inclusion.

<drive><ID>FR1/DBA1/LTO-DRV1</ID><manufacturerSerialNumber>YX10443587</manufacturerSerialNumber></drive>
"""

from xml.parsers import expat
from xml.parsers.expat import errors

from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.thresholds import LIMITS

_LONG = 2_000
_TOO_EARLY = errors.codes[errors.XML_ERROR_NO_ELEMENTS]


class Stopped(Exception):
    """A document that is not read further; the message is a sentence for the reader."""


class XmlReader:
    """One document; records go to the interpreter as their elements end."""

    def __init__(self, sink: Sink, interpreter: Interpreter, encoding: str | None = None) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.stack: list[Record] = []
        self.text: list[str] = []
        self.text_size = 0
        self.depth = 0
        self.records = 0
        self.number = 0
        self.line = b""
        self.line_start = 0
        self.fed = 0
        self.due = b""
        self.fresh = True
        self.pending: tuple[str, Spot] | None = None
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._forbidden
        self.parser.EntityDeclHandler = self._entity
        self.parser.ExternalEntityRefHandler = self._external

    def feed(self, piece: bytes, *, ends: bool) -> bool:
        """Take the next part of a line; False when the document was stopped."""
        if self.fresh:
            self.number += 1
        self.fresh = ends
        data = self.due + piece
        self.line, self.line_start = piece, self.fed + len(self.due)
        self.due = b"\n" if ends else b""  # whether one follows is known with the next line
        self.fed += len(data)
        if self.fed > LIMITS.xml_bytes:
            self.sink.reason("the XML was read up to the limit of its size")
            return False
        return self._parse(data, final=False)

    def _parse(self, data: bytes, *, final: bool) -> bool:
        try:
            self.parser.Parse(data, final)
        except expat.ExpatError as error:
            self.sink.reason(_broken(error))
            return False
        except (ValueError, LookupError):
            self.sink.reason("the encoding that the XML declares is not supported")
            return False
        except Stopped as stopped:
            self.sink.reason(str(stopped))
            return False
        return True

    def finish(self) -> None:
        """The document's end, or the end of what could be read of it."""
        self._parse(b"", final=True)

    def abandon(self) -> None:
        """Read what is still open when a document ends before its time."""
        while self.stack:
            self.interpreter.close(self.stack.pop())

    def _spot(self) -> Spot:
        if len(self.line) <= _LONG:
            return self.sink.spot(self.number, decode(self.line))
        begin = max(0, self.parser.CurrentByteIndex - self.line_start)
        return self.sink.spot(self.number, decode(self.line[begin : begin + LIMITS.evidence_chars]))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.records += 1
        if self.depth > LIMITS.xml_depth:
            raise Stopped("the XML is nested deeper than the limit and was read up to there")
        if len(attributes) > LIMITS.xml_attributes:
            raise Stopped("an XML element has more attributes than the limit")
        if self.records > LIMITS.rows_per_member * 8:
            raise Stopped("the XML has more elements than the limit and was read up to there")
        spot = self._spot()
        self._open_pending()
        if attributes:
            record = Record(_bare(name), spot, self.stack[-1] if self.stack else None)
            for key, value in attributes.items():
                record.put(_bare(key), value, spot)
            self.stack.append(record)
            self.pending = None
        else:
            self.pending = (_bare(name), spot)
        self.text, self.text_size = [], 0

    def _open_pending(self) -> None:
        if self.pending is not None:
            name, spot = self.pending
            self.stack.append(Record(name, spot, self.stack[-1] if self.stack else None))
            self.pending = None

    def _data(self, data: str) -> None:
        self.text_size += len(data)
        if self.text_size <= LIMITS.xml_text:
            self.text.append(data)
        else:
            self.sink.reason("a text in the XML is longer than the limit; its beginning was read")

    def _end(self, name: str) -> None:
        self.depth -= 1
        text = "".join(self.text).strip()
        self.text, self.text_size = [], 0
        if self.pending is not None:
            field, spot = self.pending
            self.pending = None
            if self.stack:
                self.stack[-1].put(field, text, spot)
            return
        record = self.stack.pop()
        if text:
            record.put(_bare(name), text, record.spot)
            if record.parent is not None:
                record.parent.put(_bare(name), text, record.spot)
        self.interpreter.close(record)

    def _forbidden(self, *_: object) -> None:
        raise Stopped(
            "document type declarations and entities are not allowed in XML; it was not read"
        )

    def _entity(self, *_: object) -> None:
        raise Stopped("entities are not allowed in XML; it was not read")

    def _external(self, *_: object) -> int:
        raise Stopped("external entities are not allowed in XML; it was not read")


def _broken(error: expat.ExpatError) -> str:
    """Where a document breaks; one that ends too early does so at its last character."""
    if error.code == _TOO_EARLY:
        return (
            f"not well-formed XML at line {error.lineno}, column {error.offset}: it ends too early"
        )
    return f"not well-formed XML at line {error.lineno}, column {error.offset + 1}"


def _bare(name: str) -> str:
    return name.rsplit(":", 1)[-1]
