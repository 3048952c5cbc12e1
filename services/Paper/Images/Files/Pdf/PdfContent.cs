using System.Numerics;

namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>A picture on a page.</summary>
/// <param name="Place">Where its unit square goes, in 72nds of an inch; the picture's top is at 1.</param>
internal sealed record PdfPlacement(PdfStream Picture, Matrix3x2 Place);

/// <summary>
/// Runs through a page's content for the pictures it draws. Text that cannot be seen is what a scanner's software recognised; text that
/// can be seen makes the page no scan. Lines and areas are passed over.
/// </summary>
internal sealed class PdfContent(PdfObjects objects, ScanBudget budget)
{
    const int MostPlacements = 2_000;
    const int MostSaved = 64;
    const int MostForms = 4;
    const int MostOperands = 64;

    /// <summary>Text rendering modes that paint nothing.</summary>
    const int Invisible = 3, ClipOnly = 7;

    readonly List<PdfPlacement> _placements = [];

    public static IReadOnlyList<PdfPlacement> Placements(PdfPage page, PdfObjects objects, ScanBudget budget)
    {
        var content = new PdfContent(objects, budget);
        content.Run(Joined(page.Dictionary["Contents"], objects, budget), page.Resources, Matrix3x2.Identity, 0);
        return content._placements;
    }

    /// <summary>A page's content may lie in several streams, cut between any two words.</summary>
    public static ReadOnlyMemory<byte> Joined(object? contents, PdfObjects objects, ScanBudget budget)
    {
        var parts = objects.Follow(contents) switch
        {
            PdfStream one => [one],
            object?[] several => several,
            _ => [],
        };
        using var joined = new MemoryStream();
        foreach (var part in parts)
        {
            if (objects.Follow(part) is not PdfStream stream)
                continue;
            var data = PdfData.Unpack(stream, objects, budget);
            budget.Decode(2 * data.Length);
            joined.Write(data.Span);
            joined.WriteByte((byte)'\n');
        }

        return joined.ToArray();
    }

    void Run(ReadOnlyMemory<byte> content, PdfDictionary resources, Matrix3x2 place, int depth)
    {
        var parser = new PdfParser(content, 0, budget, references: false);
        var saved = new Stack<(Matrix3x2, int)>();
        var operands = new List<object?>();
        var mode = 0;
        while (true)
        {
            var next = parser.Next();
            if (next is not PdfWord { Value: var word })
            {
                if (operands.Count < MostOperands)
                    operands.Add(next);
                continue;
            }

            switch (word)
            {
                case "" when ReferenceEquals(next, PdfParser.End):
                    return;
                case "q":
                    if (saved.Count < MostSaved)
                        saved.Push((place, mode));
                    break;
                case "Q":
                    if (saved.TryPop(out var before))
                        (place, mode) = before;
                    break;
                case "cm":
                    place = Matrix(operands) * place;
                    break;
                case "Tr":
                    mode = operands is [.., double m] ? (int)m : 0;
                    break;
                case "Tj" or "TJ" or "'" or "\"" when mode is not (Invisible or ClipOnly):
                    throw ScanFileException.NotSupported("This PDF holds no scanned picture: its pages are written.");
                case "BI":
                    throw ScanFileException.NotSupported("The PDF has a picture within a page's text, which is not read.");
                case "Do" when operands is [.., PdfName name]:
                    Draw(objects.Follow(objects.Dictionary(resources["XObject"])?[name.Value]) as PdfStream, resources, place, depth);
                    break;
                default:
                    break;
            }

            operands.Clear();
        }
    }

    void Draw(PdfStream? drawn, PdfDictionary resources, Matrix3x2 place, int depth)
    {
        if (drawn is null)
            return;
        var dictionary = drawn.Dictionary;
        if (objects.Name(dictionary["Subtype"]) == "Image")
        {
            if (_placements.Count == MostPlacements)
                throw ScanFileException.TooLarge("The PDF has a page of too many pictures.");
            _placements.Add(new PdfPlacement(drawn, place));
        }
        else if (objects.Name(dictionary["Subtype"]) == "Form")
        {
            if (depth == MostForms)
                throw ScanFileException.NotSupported("The PDF has drawings too deep within each other.");
            Run(
                PdfData.Unpack(drawn, objects, budget), objects.Dictionary(dictionary["Resources"]) ?? resources,
                Matrix([.. objects.Array(dictionary["Matrix"]).Select(objects.Follow)]) * place, depth + 1);
        }
    }

    static Matrix3x2 Matrix(IReadOnlyList<object?> operands) => operands is [double a, double b, double c, double d, double e, double f]
        ? new Matrix3x2((float)a, (float)b, (float)c, (float)d, (float)e, (float)f)
        : Matrix3x2.Identity;
}
