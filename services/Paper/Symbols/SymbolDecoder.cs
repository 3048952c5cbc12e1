using System.Buffers.Binary;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Symbols;

/// <summary>Bytes to pages. The bytes may be anybody's: whatever they are, there is a page within its limits or one kind of exception.</summary>
public static class SymbolDecoder
{
    /// <returns>The page as it was encoded; letters that look alike are the same picture.</returns>
    /// <exception cref="SymbolFormatException">No <see cref="SymbolEncoder"/> wrote these bytes.</exception>
    public static SymbolPage Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SymbolEncoder.HeaderBytes)
            throw new SymbolFormatException("too short");
        var header = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var (version, length) = (header >> 24, (int)(header & 0xFFFFFF));
        var rest = bytes[SymbolEncoder.HeaderBytes..];
        if (version != SymbolEncoder.Version || length > rest.Length)
            throw new SymbolFormatException("another version, or cut off");
        var reader = new Reader(rest[..length], rest[length..]);
        return reader.Page();
    }

    ref struct Reader(ReadOnlySpan<byte> places, ReadOnlySpan<byte> glyphs)
    {
        readonly PageModel _model = new();
        readonly GlyphTable _table = new();
        readonly List<Bitmap> _pictures = [];
        RangeDecoder _decoder = new(places);
        ReadOnlySpan<byte> _glyphs = glyphs;
        long _dots;

        public SymbolPage Page()
        {
            var (dpi, width, height) = (Count(), Count(), Count());
            var (parts, boxes, ink) = (Count(), Count(), Count());
            Require(SymbolLimits.HoldPage(dpi, width, height) && Math.Max(parts, Math.Max(boxes, ink)) <= SymbolPage.MostItems);
            var (readParts, readBoxes, readInk) = (Parts(parts), Boxes(boxes), Ink(ink, dpi));
            Require(_glyphs.IsEmpty && !_decoder.IsBeyond);
            return new SymbolPage(dpi, width, height, readParts, readInk, readBoxes);
        }

        int Count() => _model.Counts.Take(ref _decoder);

        List<PlacedPartInk> Parts(int count)
        {
            var parts = new List<PlacedPartInk>();
            while (parts.Count < count)
            {
                var part = new PlacedPartInk(_model.PartIndex.Take(ref _decoder), _model.PartX.TakeSigned(ref _decoder), _model.PartY.TakeSigned(ref _decoder));
                Require(SymbolLimits.Holds(part));
                parts.Add(part);
            }

            return parts;
        }

        List<DotBox> Boxes(int count)
        {
            var (boxes, last) = (new List<DotBox>(), default(DotBox));
            while (boxes.Count < count)
            {
                last = new DotBox(
                    last.X + _model.BoxX.TakeSigned(ref _decoder), last.Y + _model.BoxY.TakeSigned(ref _decoder),
                    _model.BoxWidth.Take(ref _decoder), _model.BoxHeight.Take(ref _decoder));
                Require(SymbolLimits.Holds(last));
                boxes.Add(last);
            }

            return boxes;
        }

        List<PlacedBitmap> Ink(int count, int dpi)
        {
            var ink = new List<PlacedBitmap>();
            while (ink.Count < count)
            {
                var (id, place) = Kind();
                var placed = id < 0 ? New(dpi) : Known(id, place);
                Require(SymbolLimits.IsPlace(placed.X) && SymbolLimits.IsPlace(placed.Y));
                ink.Add(placed);
            }

            return ink;
        }

        PlacedBitmap New(int dpi)
        {
            var (width, height, length) = (_model.Width.Take(ref _decoder), _model.Height.Take(ref _decoder), _model.Length.Take(ref _decoder));
            Require(SymbolLimits.IsSide(width) && SymbolLimits.IsSide(height) && length <= _glyphs.Length);
            _dots += (long)width * height;
            Require(_dots <= SymbolPage.MostInk);
            var picture = new Bitmap(width, height);
            GlyphCode.Decode(_glyphs[..length], picture);
            _glyphs = _glyphs[length..];
            _pictures.Add(picture);

            var (dueX, dueY) = (_table.X + _table.ExpectedAdvance, _table.Y);
            var (offX, offY) = (_model.Places[0].X.TakeSigned(ref _decoder), _model.Places[0].Y.TakeSigned(ref _decoder));
            var (x, y) = (dueX + offX - width / 2, dueY + offY - height / 2);
            if (Math.Max(Math.Abs(offX), Math.Abs(offY)) > dpi / SymbolEncoder.LineParts)
                (dueX, dueY) = (dueX + offX, dueY + offY);
            _table.Place(_table.Add(x - dueX, y - dueY), dueX, dueY);
            return new PlacedBitmap(picture, x, y);
        }

        PlacedBitmap Known(int id, (Numbers X, Numbers Y) place)
        {
            var x = _table.X + _table.ExpectedAdvance + place.X.TakeSigned(ref _decoder);
            var y = _table.Y + place.Y.TakeSigned(ref _decoder);
            _table.Place(id, x, y);
            return new PlacedBitmap(_pictures[id], x + _table[id].OffsetX, y + _table[id].OffsetY);
        }

        /// <summary>Which letter, −1 for a new one, and where its place is learnt.</summary>
        (int Id, (Numbers X, Numbers Y) Place) Kind()
        {
            Require(!_decoder.IsBeyond);
            if (_table.Expected >= 0)
            {
                _model.WasExpected = _decoder.Take(ref _model.IsExpected[_model.WasExpected]);
                if (_model.WasExpected != 0)
                    return (_table.Expected, _model.Places[2]);
            }

            _model.WasNew = _table.Count == 0 ? 1 : _decoder.Take(ref _model.IsNew[_model.WasNew]);
            if (_model.WasNew != 0)
                return (-1, default);
            var age = _model.Age.Take(ref _decoder);
            Require(age < _table.Count);
            return (_table.OfAge(age), _model.Places[1]);
        }

        static void Require(bool holds)
        {
            if (!holds)
                throw new SymbolFormatException("beyond the limits");
        }
    }
}
