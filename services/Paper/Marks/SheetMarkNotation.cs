namespace KioskSim.Paper.Marks;

/// <summary>
/// A sheet's mark as it stands at the beginning of a page object: page-piece dictionary of ISO 32000-1, 14.5, always in this order and
/// spacing, so that it can be read without a PDF library. Dates are those of 7.9.4, parentheses included: (D:20261118103000+09'00').
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
}
