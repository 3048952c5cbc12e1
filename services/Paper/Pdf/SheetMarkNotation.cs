using System.Globalization;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// A sheet's mark as it stands at the beginning of a page object: page-piece dictionary of ISO 32000-1, 14.5, always in this order and
/// spacing, so that it can be read without a PDF library.
/// </summary>
internal static class SheetMarkNotation
{
    public static ReadOnlySpan<byte> BeforeParent => "<</Type/Page/Parent "u8;
    public static ReadOnlySpan<byte> BeforePageDate => "/LastModified"u8;
    public static ReadOnlySpan<byte> BeforeDate => "/PieceInfo<</KioskSim<</LastModified"u8;
    public static ReadOnlySpan<byte> BeforeSubject => "/Private<</Subject<"u8;
    public static ReadOnlySpan<byte> BeforeIssue => ">/Issue("u8;
    public static ReadOnlySpan<byte> BeforeSheet => ")/Sheet "u8;
    public static ReadOnlySpan<byte> BeforeOf => "/Of "u8;
    public static ReadOnlySpan<byte> BeforeSide => "/Side/"u8;
    public static ReadOnlySpan<byte> AfterSide => ">>>>>>"u8;
    public static ReadOnlySpan<byte> Front => "Front"u8;
    public static ReadOnlySpan<byte> Back => "Back"u8;

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
