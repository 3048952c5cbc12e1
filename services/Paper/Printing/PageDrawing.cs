using System.Buffers.Binary;
using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Pdf;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Printing;

/// <summary>
/// Runs through a page's content and inks what it draws. Letters, boxes, outlines and parts come to lie on the same dots as in
/// <see cref="PageRaster"/>, for both reckon in the hundredths of a point that stand in the file.
/// </summary>
internal sealed class PageDrawing
{
    const int MostForms = 8;

    readonly DotGrid _grid = new(SheetInk.Dpi);
    readonly PdfObjects _objects;
    readonly ScanBudget _budget;
    readonly FileFonts _fonts;
    readonly Dictionary<int, int> _altered;
    readonly List<int> _characters = [];
    readonly Dictionary<PdfStream, Bitmap> _pictures = new(ReferenceEqualityComparer.Instance);
    readonly Stack<Place> _saved = new();
    readonly List<Rect> _boxes = [];
    Outline _outline = new();
    Place _place;
    float _stroke;
    bool _isWhite;

    public PageDrawing(PdfObjects objects, ScanBudget budget, FileFonts fonts, IEnumerable<AlteredCharacter> altered)
    {
        (_objects, _budget, _fonts) = (objects, budget, fonts);
        _altered = altered.ToDictionary(a => a.Number, a => a.Scalar);
        Sheet = new Bitmap(_grid.PageWidth, _grid.PageHeight);
    }

    public Bitmap Sheet { get; }

    public IReadOnlyList<int> Characters => _characters;

    public void Run(PdfPage page) => Run(PdfContent.Joined(page.Dictionary["Contents"], _objects, _budget), page.Resources, 0);

    void Run(ReadOnlyMemory<byte> content, PdfDictionary resources, int depth)
    {
        if (depth > MostForms)
            throw ScanFileException.NotSupported("The PDF has drawings too deep within each other.");
        var parser = new PdfParser(content, 0, _budget, references: false);
        var operands = new List<object?>();
        var text = new TextLine();
        for (object? next; (next = parser.Next()) != (object)PdfParser.End;)
        {
            if (next is not PdfWord { Value: var word })
            {
                operands.Add(next);
                continue;
            }

            switch (word, operands)
            {
                case ("q", []):
                    _saved.Push(_place);
                    break;
                case ("Q", []):
                    _place = _saved.Count > 0 ? _saved.Pop() : throw Unknown();
                    break;
                case ("cm", [double a, 0d, 0d, double d, double x, double y]):
                    _place = (a, d) == (1, 1)
                        ? _place with { X = _place.X + Dots(x), Y = _place.Y + Dots(-y) }
                        : _place with { Picture = Box(x, y, a, d) };
                    break;
                case ("Do", [PdfName name]):
                    Draw(_objects.Follow(_objects.Dictionary(resources["XObject"])?[name.Value]) as PdfStream, depth);
                    break;
                case ("g", [0d or 1d]):
                    _isWhite = operands is [1d];
                    break;
                case ("re", [double x, double y, double width, double height]):
                    _boxes.Add(new Rect((float)x, PageSize.Height - (float)y - (float)height, (float)width, (float)height));
                    break;
                case ("w", [double width]):
                    _stroke = (float)width;
                    break;
                case ("j", [1d]): // round joins, which the pen makes anyway
                    break;
                case ("m", [double x, double y]):
                    _outline.MoveTo(Point(x, y));
                    break;
                case ("l", [double x, double y]):
                    _outline.LineTo(Point(x, y));
                    break;
                case ("c", [double x1, double y1, double x2, double y2, double x, double y]):
                    _outline.CurveTo(Point(x1, y1), Point(x2, y2), Point(x, y));
                    break;
                case ("h", []):
                    _outline.Close();
                    break;
                case ("f", []):
                    Fill(0);
                    break;
                case ("B", []):
                    Fill(_stroke);
                    break;
                case ("BT", []):
                    text = new TextLine();
                    break;
                case ("ET", []):
                    break;
                case ("Tf", [PdfName font, double size]):
                    text = text with { Font = _fonts.Find(resources, font.Value), Size = (float)size };
                    break;
                case ("Tz", [double stretch]):
                    text = text with { Stretch = (float)stretch / 100 };
                    break;
                case ("Td", [double x, double y]):
                    text = text with { X = (float)x, Y = PageSize.Height - (float)y };
                    break;
                case ("TJ", [object?[] glyphs]):
                    Write(text, glyphs);
                    break;
                default:
                    throw Unknown();
            }

            operands.Clear();
        }
    }

    void Draw(PdfStream? drawn, int depth)
    {
        switch (_objects.Name(drawn?.Dictionary["Subtype"]))
        {
            case "Form":
                Run(PdfData.Unpack(drawn!, _objects, _budget), _objects.Dictionary(drawn!.Dictionary["Resources"]) ?? PdfDictionary.Empty, depth + 1);
                break;
            case "Image" when _objects.Flag(drawn!.Dictionary["ImageMask"], false):
                Lay(_pictures.TryGetValue(drawn, out var known) ? known : _pictures[drawn] = Picture(drawn), _place.Picture);
                break;
            default:
                throw Unknown();
        }
    }

    Bitmap Picture(PdfStream mask)
    {
        var (width, height) = (_objects.Number(mask.Dictionary["Width"], 0), _objects.Number(mask.Dictionary["Height"], 0));
        _budget.CheckSize(width, height);
        var picture = new Bitmap(width, height);
        var rows = PdfData.Unpack(mask, _objects, _budget).Span;
        if (rows.Length < picture.RowBytes * height)
            throw ScanFileException.Damaged("The PDF has a picture that ends early.");
        for (var y = 0; y < height; y++)
            picture.PutRow(y, rows[(y * picture.RowBytes)..]);
        return picture;
    }

    /// <summary>A picture whose dots are the printer's, or squares of so many of them.</summary>
    void Lay(Bitmap picture, DotBox box)
    {
        var scale = box.Width / picture.Width;
        if (scale < 1 || (box.Width, box.Height) != (scale * picture.Width, scale * picture.Height))
            throw Unknown();
        if (scale == 1)
        {
            Sheet.Or(picture, box.X, box.Y);
            return;
        }

        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (picture[x, y])
                    Sheet.Fill(box.X + x * scale, box.Y + y * scale, scale, scale);
            }
        }
    }

    void Fill(float stroke)
    {
        foreach (var box in _boxes.Select(_grid.Box))
        {
            if (_isWhite)
                Sheet.Clear(_place.X + box.X, _place.Y + box.Y, box.Width, box.Height);
            else
                Sheet.Fill(_place.X + box.X, _place.Y + box.Y, box.Width, box.Height);
        }

        if (new OutlinePen(new OutlineInker(SheetInk.Dpi), SheetInk.Dpi).OnPage(new InkedOutline(_outline, stroke)) is { } ink)
            Sheet.Or(ink.Bitmap, _place.X + ink.X, _place.Y + ink.Y);
        _boxes.Clear();
        _outline = new Outline();
    }

    /// <summary>Codes in strings, between them by how many thousandths of an em the pen goes back.</summary>
    void Write(TextLine text, object?[] glyphs)
    {
        var font = text.Font ?? throw Unknown();
        var run = new GlyphRun(0, text.Size, text.Stretch, text.X, text.Y, 0, 0);
        var type = new TypeSize(run);
        var pen = 0;
        foreach (var item in glyphs)
        {
            if (item is double back)
            {
                pen -= (int)back;
                continue;
            }

            var codes = item as byte[] ?? throw Unknown();
            for (var i = 0; i + 1 < codes.Length; i += 2)
            {
                var code = BinaryPrimitives.ReadUInt16BigEndian(codes.AsSpan(i));
                var letter = _altered.TryGetValue(_characters.Count, out var other) ? AlteredCharacter.Letter(other, type) : font.Letter(code, type);
                if (letter is { } ink)
                {
                    var (x, y) = _grid.Origin(run, new Glyph(code, pen, 0, 0));
                    Sheet.Or(ink.Bitmap, _place.X + x + ink.X, _place.Y + y + ink.Y);
                }

                _characters.Add(font.Character(code));
                pen += font.Advance(code);
            }
        }
    }

    /// <summary>A picture's box: what stands in the file is a little less all round (<see cref="Pdf.ImageMasks"/>).</summary>
    DotBox Box(double x, double y, double width, double height) =>
        new(_place.X + Dots(x), _place.Y + _grid.Nearest(PageSize.HundredthsFromTop(PageSize.Height - (float)(y + height))), Dots(width), Dots(height));

    int Dots(double points) => _grid.Nearest(PageSize.Hundredths((float)points));

    static Vector2 Point(double x, double y) => new((float)x, PageSize.Height - (float)y);

    static ScanFileException Unknown() => ScanFileException.NotSupported("The PDF draws something that no certificate is drawn with.");

    /// <summary>Where things go.</summary>
    /// <param name="X">By how many dots all is moved.</param>
    /// <param name="Y">Likewise.</param>
    /// <param name="Picture">Where a picture goes.</param>
    readonly record struct Place(int X, int Y, DotBox Picture);

    /// <summary>Points; Y from the top.</summary>
    sealed record TextLine(FileFont? Font = null, float Size = 0, float Stretch = 1, float X = 0, float Y = 0);
}
