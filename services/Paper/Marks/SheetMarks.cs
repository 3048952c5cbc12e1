using System.Buffers.Text;

namespace KioskSim.Paper.Marks;

/// <summary>
/// The marks of a certificate's pages, read from the file's bytes alone: what the kiosk checks before it prints. Follows the file's own
/// structure (end, cross-reference table, catalog, page tree, pages) as a reader does, so that a mark in some stream or unused object
/// is not mistaken for a page's. Takes only the layout that KioskSim writes; anything else is a failure, never an exception.
/// Allocates nothing.
/// </summary>
public readonly ref struct SheetMarks
{
    public const int MaxPages = 400;

    const int EntryLength = 20;

    readonly ReadOnlySpan<byte> _pdf;
    readonly ReadOnlySpan<byte> _entries;
    readonly ReadOnlySpan<byte> _kids;
    readonly int _pages;

    SheetMarks(ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> kids, int pages, int count)
    {
        _pdf = pdf;
        _entries = entries;
        _kids = kids;
        _pages = pages;
        PageCount = count;
    }

    public int PageCount { get; }

    /// <summary>Reads and checks every mark; on success <see cref="GetEnumerator"/> gives them in page order.</summary>
    public static SheetMarksFailure TryRead(ReadOnlySpan<byte> pdf, out SheetMarks marks)
    {
        marks = default;
        if (!pdf.StartsWith("%PDF-1.7\n"u8) || !TryFindEnd(pdf, out var crossReference))
            return SheetMarksFailure.NotPdf;
        if (!TryReadCrossReference(pdf, crossReference, out var entries, out var catalog))
            return SheetMarksFailure.CrossReference;
        if (!TryReadPageTree(pdf, entries, catalog, out var pages, out var count, out var kids))
            return SheetMarksFailure.PageTree;
        if (count is < 1 or > MaxPages)
            return SheetMarksFailure.PageCount;

        var read = new SheetMarks(pdf, entries, kids, pages, count);
        var each = read.GetEnumerator();
        for (var i = 0; i < count; i++)
        {
            if (!each.MoveNext())
                return SheetMarksFailure.Mark;
        }

        if (!each.AtEnd)
            return SheetMarksFailure.PageCount;
        marks = read;
        return SheetMarksFailure.None;
    }

    /// <summary>True when the pages are exactly the sheets 1 to n of one issue for one subject, front before back.</summary>
    /// <param name="issue">In ASCII, so that who holds it in memory of its own need not make a text of it.</param>
    public bool AreOneIssue(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> issue, int sheets)
    {
        if (PageCount != 2 * (long)sheets)
            return false;
        var page = 0;
        foreach (var mark in this)
        {
            var whole = mark.Sheet == page / 2 + 1 && mark.Of == sheets && mark.Side == (page % 2 == 0 ? SheetSide.Front : SheetSide.Back);
            if (!whole || !mark.IsOf(subject) || !mark.Issue.SequenceEqual(issue))
                return false;
            page++;
        }

        return true;
    }

    public Enumerator GetEnumerator() => new(this);

    public ref struct Enumerator(SheetMarks marks)
    {
        readonly SheetMarks _marks = marks;
        MarkCursor _kids = new(marks._kids);
        int _index;

        public ReadSheetMark Current { get; private set; }

        internal readonly bool AtEnd => _kids.Rest.IsEmpty;

        public bool MoveNext()
        {
            if (_index == _marks.PageCount || (_index > 0 && !_kids.Skip(" "u8)) || !_kids.TryReference(out var number))
                return false;
            _index++;
            if (!TryObject(_marks._pdf, _marks._entries, number, out var page) || !TryMark(page, _marks._pages, out var mark))
                return false;
            Current = mark;
            return true;
        }
    }

    static bool TryFindEnd(ReadOnlySpan<byte> pdf, out int crossReference)
    {
        crossReference = 0;
        var tail = pdf[^Math.Min(pdf.Length, 64)..];
        var at = tail.LastIndexOf("\nstartxref\n"u8);
        if (at < 0)
            return false;
        var end = new MarkCursor(tail[(at + 11)..]);
        return end.TryNumber(out crossReference) && end.Rest.SequenceEqual("\n%%EOF\n"u8);
    }

    static bool TryReadCrossReference(ReadOnlySpan<byte> pdf, int at, out ReadOnlySpan<byte> entries, out int catalog)
    {
        entries = default;
        catalog = 0;
        if (at >= pdf.Length)
            return false;
        var table = new MarkCursor(pdf[at..]);
        if (!table.Skip("xref\n0 "u8) || !table.TryNumber(out var size) || !table.Skip("\n"u8) || table.Rest.Length / EntryLength < size)
            return false;
        entries = table.Rest[..(EntryLength * size)];
        var trailer = new MarkCursor(table.Rest[(EntryLength * size)..]);
        return trailer.Skip("trailer\n<</Size "u8) && trailer.TryNumber(out var sizeAgain) && sizeAgain == size
            && trailer.Skip("/Root "u8) && trailer.TryReference(out catalog)
            && trailer.Skip("/Info "u8) && trailer.TryReference(out _)
            && trailer.Skip("/ID[<"u8) && trailer.TryHex(32, out _) && trailer.Skip("><"u8) && trailer.TryHex(32, out _)
            && trailer.Skip(">]>>\nstartxref\n"u8) && trailer.TryNumber(out var atAgain) && atAgain == at
            && trailer.Rest.SequenceEqual("\n%%EOF\n"u8);
    }

    static bool TryReadPageTree(
        ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> entries, int catalog, out int pages, out int count, out ReadOnlySpan<byte> kids)
    {
        (pages, count) = (0, 0);
        kids = default;
        if (!TryObject(pdf, entries, catalog, out var root) || !root.Skip("<</Type/Catalog/Pages "u8) || !root.TryReference(out pages))
            return false;
        if (!TryObject(pdf, entries, pages, out var tree)
            || !tree.Skip("<</Type/Pages/Count "u8) || !tree.TryNumber(out count) || !tree.Skip("/Kids["u8))
            return false;
        var end = tree.Rest.IndexOf("]>>\nendobj\n"u8);
        if (end < 0)
            return false;
        kids = tree.Rest[..end];
        return true;
    }

    static bool TryObject(ReadOnlySpan<byte> pdf, ReadOnlySpan<byte> entries, int number, out MarkCursor content)
    {
        content = default;
        if (number < 1 || number >= entries.Length / EntryLength)
            return false;
        var entry = entries.Slice(EntryLength * number, EntryLength);
        if (entry[0] != '0' || !entry[10..].SequenceEqual(" 00000 n \n"u8)
            || !Utf8Parser.TryParse(entry[..10], out int offset, out var read) || read != 10 || offset >= pdf.Length)
            return false;
        content = new MarkCursor(pdf[offset..]);
        return content.TryNumber(out var here) && here == number && content.Skip(" 0 obj\n"u8);
    }

    static bool TryMark(MarkCursor page, int pages, out ReadSheetMark mark)
    {
        mark = default;
        if (!page.Skip(SheetMarkNotation.BeforeParent) || !page.TryReference(out var parent) || parent != pages
            || !page.Skip(SheetMarkNotation.BeforePageDate) || !page.TryDate(out var date)
            || !page.Skip(SheetMarkNotation.BeforeDate) || !page.TryDate(out var again) || again != date
            || !page.Skip(SheetMarkNotation.BeforeSubject) || !page.TryHex(2 * SheetMark.SubjectSize, out var subject)
            || !page.Skip(SheetMarkNotation.BeforeIssue) || !page.TryIssue(out var issue)
            || !page.Skip(SheetMarkNotation.BeforeSheet) || !page.TryNumber(out var sheet)
            || !page.Skip(SheetMarkNotation.BeforeOf) || !page.TryNumber(out var of) || sheet < 1 || sheet > of || of > MaxPages / 2
            || !page.Skip(SheetMarkNotation.BeforeSide))
            return false;
        var isFront = page.Skip(SheetMarkNotation.Front);
        if ((!isFront && !page.Skip(SheetMarkNotation.Back)) || !page.Skip(SheetMarkNotation.AfterSide))
            return false;
        mark = new ReadSheetMark
        {
            SubjectHex = subject, Issue = issue, IssuedAt = date, Sheet = sheet, Of = of, Side = isFront ? SheetSide.Front : SheetSide.Back,
        };
        return true;
    }
}
