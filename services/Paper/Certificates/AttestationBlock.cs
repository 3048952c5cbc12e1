using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>認証文: what is certified, when, by whom, with the mayor's seal.</summary>
internal sealed class AttestationBlock
{
    public const float Height = 112;

    const float NameLeft = 393;

    static readonly float SealSize = PageSize.Millimetres(21);
    static readonly TextStyle TitleStyle = new(12, 8, Align: Align.Right);
    static readonly TextStyle NameStyle = new(15, 9);

    readonly DisplayList _part;

    public AttestationBlock(CertificateLayout layout, IssuingCity city)
    {
        var seal = new Rect(SheetGeometry.Right - SealSize - 14, Height - SealSize, SealSize, SealSize);
        var middle = seal.Y + SealSize / 2;
        var canvas = layout.Sheet;
        canvas.Fit(city.Prefecture + city.MayorTitle, new Rect(NameLeft - 168, middle - 12, 160, 24), TitleStyle, "職名");
        canvas.Fit(city.MayorName, new Rect(NameLeft, middle - 12, seal.X - 6 - NameLeft, 24), NameStyle, "職氏名");
        SealCutter.CutSquare(canvas, city.SealText, seal);
        _part = layout.TakePart();
    }

    /// <param name="y">Where the block begins.</param>
    public void Draw(Canvas canvas, string sentence, DateTimeOffset issuedAt, float y)
    {
        canvas.Line(sentence, SheetGeometry.Left + 12, y + 14, 11.5f);
        canvas.Line(Wareki.From(DateOnly.FromDateTime(issuedAt.DateTime)).ToString(), SheetGeometry.Left + 36, y + 42, 11.5f);
        canvas.List.Add(new PlacedPart(_part, 0, y));
    }
}
