namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>Where an object lies: at an offset in the file, or at a place within an object stream.</summary>
/// <param name="Container">The object stream's number; 0 for the file itself.</param>
internal readonly record struct PdfPlace(int Container, int At);

/// <summary>Where every object lies, and the trailer: by the file's own word (ISO 32000-1, 7.5.4 and 7.5.8), newest first.</summary>
internal sealed class PdfObjectTable(ReadOnlyMemory<byte> file, ScanBudget budget)
{
    public const int MostObjects = 8_388_607;

    /// <summary>What an entry takes in memory.</summary>
    const int EntryCost = 48;

    /// <summary>The end of the file, where it says where its table lies.</summary>
    const int TailLength = 1024;

    readonly Dictionary<int, PdfPlace?> _places = [];

    public PdfDictionary Trailer { get; } = new();

    public IReadOnlyCollection<int> Numbers => _places.Keys;

    public PdfPlace? Find(int number) => _places.GetValueOrDefault(number);

    /// <summary>An older entry does not replace a newer one.</summary>
    /// <param name="place">Null for an object that was deleted.</param>
    public void Add(int number, PdfPlace? place)
    {
        budget.Decode(EntryCost);
        if (number <= MostObjects)
            _places.TryAdd(number, place);
    }

    public void Replace(int number, PdfPlace place)
    {
        budget.Decode(EntryCost);
        if (number <= MostObjects)
            _places[number] = place;
    }

    public static PdfObjectTable Read(ReadOnlyMemory<byte> file, ScanBudget budget)
    {
        var table = new PdfObjectTable(file, budget);
        var tail = file.Span[Math.Max(0, file.Length - TailLength)..];
        var at = tail.LastIndexOf("startxref"u8);
        if (at < 0)
            throw Wrong();
        var seen = new HashSet<int>();
        var next = new PdfParser(file, file.Length - tail.Length + at + "startxref".Length, budget).WholeNumber();
        for (int? section = next; section is { } start;)
        {
            if (start >= file.Length || !seen.Add(start))
                throw Wrong();
            section = table.Section(start);
        }

        return table;
    }

    /// <returns>Where the section before it lies.</returns>
    int? Section(int start)
    {
        var parser = new PdfParser(file, start, budget);
        PdfDictionary dictionary;
        if (parser.Follows("xref"))
        {
            while (!parser.Follows("trailer"))
                Rows(parser);
            dictionary = parser.Next() as PdfDictionary ?? throw Wrong();
            // A file for old and new readers has a stream beside the table.
            if (PdfNumbers.IsWhole(dictionary["XRefStm"], out var beside) && beside >= 0 && beside < file.Length)
                Stream(beside);
        }
        else
        {
            dictionary = Stream(start);
        }

        foreach (var key in dictionary.Keys)
            Trailer.SetIfNew(key, dictionary[key]);
        return dictionary["Prev"] is null ? null : PdfNumbers.IsWhole(dictionary["Prev"], out var before) && before >= 0 ? before : throw Wrong();
    }

    void Rows(PdfParser parser)
    {
        var (first, count) = (parser.WholeNumber(), parser.WholeNumber());
        for (var i = 0; i < count; i++)
        {
            var (offset, _) = (parser.WholeNumber(), parser.WholeNumber());
            var used = parser.Next() is PdfWord { Value: var word } && word is "n" or "f" ? word == "n" : throw Wrong();
            Add(first + Math.Min(i, MostObjects), used ? new PdfPlace(0, offset) : null);
        }
    }

    PdfDictionary Stream(int start)
    {
        var stream = PdfObjects.At(file, start, budget, out _) as PdfStream ?? throw Wrong();
        var dictionary = stream.Dictionary;
        // Lengths and filters are direct values here: there is nothing yet by which to resolve others.
        var data = PdfData.Unpack(stream, new PdfObjects(this, file, budget), budget).Span;
        if (dictionary["W"] is not object?[] { Length: 3 } widths || !PdfNumbers.IsWhole(dictionary["Size"], out var size))
            throw Wrong();
        Span<int> w = stackalloc int[3];
        for (var i = 0; i < 3; i++)
            w[i] = PdfNumbers.IsWhole(widths[i], out var width) && width is >= 0 and <= 8 ? width : throw Wrong();
        var length = w[0] + w[1] + w[2];
        if (length == 0)
            throw Wrong();
        var index = dictionary["Index"] as object?[] ?? [0.0, (double)size];
        for (var i = 0; i + 1 < index.Length; i += 2)
        {
            if (!PdfNumbers.IsWhole(index[i], out var first) || !PdfNumbers.IsWhole(index[i + 1], out var count) || first < 0 || first > MostObjects)
                throw Wrong();
            for (var n = 0; n < count && data.Length >= length; n++, data = data[length..])
                Entry(Math.Min(first + n, MostObjects + 1), w, data);
        }

        return dictionary;
    }

    void Entry(int number, ReadOnlySpan<int> widths, ReadOnlySpan<byte> data)
    {
        var kind = widths[0] == 0 ? 1 : Field(data[..widths[0]]);
        var (second, third) = (Field(data.Slice(widths[0], widths[1])), Field(data.Slice(widths[0] + widths[1], widths[2])));
        if (kind == 0)
            Add(number, null);
        else if (kind == 1 && second < (ulong)file.Length)
            Add(number, new PdfPlace(0, (int)second));
        else if (kind == 2 && second is > 0 and <= MostObjects && third <= MostObjects)
            Add(number, new PdfPlace((int)second, (int)third));
    }

    static ulong Field(ReadOnlySpan<byte> bytes)
    {
        var value = 0ul;
        foreach (var b in bytes)
            value = value << 8 | b;
        return value;
    }

    static ScanFileException Wrong() => ScanFileException.Damaged("The PDF's table of objects is damaged.");
}
