using System.Globalization;
using KioskSim.Paper.Marks;
using static KioskSim.Paper.Marks.SheetMarkNotation;

namespace KioskSim.Paper.Pdf;

/// <summary>Writes a sheet's mark as <see cref="SheetMarks"/> reads it.</summary>
internal static class SheetMarkWriter
{
    public static void Write(PdfBuffer buffer, int pages, SheetMark mark)
    {
        buffer.Put(BeforeParent).PutRef(pages).Put(BeforePageDate);
        WriteDate(buffer, mark.IssuedAt);
        buffer.Put(BeforeDate);
        WriteDate(buffer, mark.IssuedAt);
        buffer.Put(BeforeSubject).PutHex(mark.Subject.Span)
            .Put(BeforeIssue).Put(mark.Issue)
            .Put(BeforeSheet).Put(mark.Sheet)
            .Put(BeforeOf).Put(mark.Of)
            .Put(BeforeSide).Put(mark.Side == SheetSide.Front ? Front : Back)
            .Put(AfterSide);
    }

    /// <summary>A date of ISO 32000-1, 7.9.4, parentheses included: (D:20261118103000+09'00').</summary>
    public static void WriteDate(PdfBuffer buffer, DateTimeOffset date)
    {
        buffer.Put("(D:"u8).Put(date.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture))
            .Put(date.Offset < TimeSpan.Zero ? "-"u8 : "+"u8)
            .Put(date.Offset.ToString("hh\\'mm\\'", CultureInfo.InvariantCulture)).Put(")"u8);
    }
}
