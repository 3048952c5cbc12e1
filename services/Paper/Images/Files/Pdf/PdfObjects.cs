namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>The objects of a file, each read when it is first asked for.</summary>
internal sealed class PdfObjects(PdfObjectTable table, ReadOnlyMemory<byte> file, ScanBudget budget)
{
    /// <summary>References to references.</summary>
    const int MostSteps = 8;

    readonly Dictionary<int, object?> _known = [];
    readonly Dictionary<int, (ReadOnlyMemory<byte> Data, int[] Offsets)> _containers = [];
    readonly HashSet<int> _underway = [];

    public PdfDictionary Trailer => table.Trailer;

    /// <summary>A value, followed if it is a reference; an object that is not there is null.</summary>
    public object? Follow(object? value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            if (steps == MostSteps)
                throw ScanFileException.Damaged("The PDF has a value that only refers to others.");
            value = Load(reference.Number);
        }

        return value;
    }

    public PdfDictionary? Dictionary(object? value) => Follow(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    public object?[] Array(object? value) => Follow(value) as object?[] ?? [];

    public string? Name(object? value) => (Follow(value) as PdfName)?.Value;

    public int Number(object? value, int otherwise) => PdfNumbers.IsWhole(Follow(value), out var number) ? number : otherwise;

    public double Real(object? value, double otherwise) => Follow(value) is double number ? number : otherwise;

    public bool Flag(object? value, bool otherwise) => Follow(value) is bool flag ? flag : otherwise;

    public byte[] Unpack(PdfStream stream) => PdfData.Unpack(stream, this, budget).ToArray();

    /// <summary>The object that is written at an offset: its number, its generation, "obj", a value.</summary>
    public static object? At(ReadOnlyMemory<byte> file, int offset, ScanBudget budget, out int number)
    {
        if (offset >= file.Length)
            throw ScanFileException.Damaged("The PDF points beyond its end.");
        var parser = new PdfParser(file, offset, budget);
        number = parser.WholeNumber();
        parser.WholeNumber();
        if (!parser.Follows("obj"))
            throw ScanFileException.Damaged("The PDF points to an object where none is.");
        var value = parser.Next();
        if (value is PdfWord)
            return null;
        if (value is not PdfDictionary dictionary || !parser.Follows("stream"))
            return value;
        // The word ends with one line end; a lone carriage return is wrong and met all the same.
        var rest = file.Span[parser.Position..];
        return new PdfStream(dictionary, file, parser.Position + (rest is [(byte)'\r', (byte)'\n', ..] ? 2 : rest is [(byte)'\r' or (byte)'\n', ..] ? 1 : 0));
    }

    object? Load(int number)
    {
        if (_known.TryGetValue(number, out var known))
            return known;
        if (table.Find(number) is not { } place)
            return null;
        if (!_underway.Add(number))
            throw ScanFileException.Damaged("The PDF has an object that needs itself.");
        object? value;
        if (place.Container != 0)
            value = Contained(place);
        else if (At(file, place.At, budget, out var found) is var read && found == number)
            value = read;
        else
            throw ScanFileException.Damaged("The PDF has another object where one must be.");
        _underway.Remove(number);
        return _known[number] = value;
    }

    object? Contained(PdfPlace place)
    {
        // By the standard no object stream lies within another; one that does would be within itself in the end.
        if (!_containers.TryGetValue(place.Container, out var container))
        {
            if (table.Find(place.Container) is not { Container: 0 } || Load(place.Container) is not PdfStream stream)
                throw ScanFileException.Damaged("The PDF has no object stream where one must be.");
            _containers[place.Container] = container = PdfObjectStream.Open(stream, this, budget);
        }

        if (place.At >= container.Offsets.Length)
            throw ScanFileException.Damaged("The PDF has an object stream with fewer objects than it must have.");
        var value = new PdfParser(container.Data, container.Offsets[place.At], budget).Next();
        return value is PdfWord ? null : value;
    }
}
