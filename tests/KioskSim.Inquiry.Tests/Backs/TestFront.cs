using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Inquiry.Tests.Backs;

/// <summary>Fronts of an invented form: its title and frame are the form's, what is written into it is on the back.</summary>
static class TestFront
{
    static readonly (string Label, string Text)[] Rows =
    [
        ("氏　　名", "若葉　花子"), ("生年月日", "平成元年1月8日"), ("住　　所", "葦原県若葉台市桜通二丁目3番地4"), ("続　　柄", "世帯主"),
        ("前 住 所", "葦原県潮崎市汐見町一丁目12番地の3"), ("本　　籍", "葦原県釜原市大字釜原1234番地"), ("筆 頭 者", "若葉　太郎"),
    ];

    static readonly DisplayList FormList = DrawForm();

    static readonly PageRaster Raster = new(FontSet.Shared, [FormList], FrontForm.Dpi);

    public static FrontForm Form { get; } = FrontForm.Of([new PageRaster(FontSet.Shared, [], FrontForm.Dpi).Place(FormList)]);

    /// <summary>What a back carries.</summary>
    public static byte[] Picture(string number, int sheet, int sheets) => FrontForm.Encode(Place(number, sheet, sheets));

    /// <summary>What the site must show.</summary>
    public static Bitmap Page(string number, int sheet, int sheets) => Raster.Draw(Place(number, sheet, sheets));

    static PageInk Place(string number, int sheet, int sheets)
    {
        var canvas = new Canvas(FontSet.Shared, VariantPolicy.Exact);
        canvas.List.Add(new PlacedPart(FormList, 0, 0));
        for (var i = 0; i < 14; i++)
            canvas.Line(Rows[(i + sheet - 1) % Rows.Length].Text, 150, 130 + 36 * i, 12);
        canvas.Line($"発行番号　{number}", 45, 803, 9);
        canvas.Line($"{sheet}／{sheets}", 550, 803, 9, Align.Right);
        return Raster.Place(canvas.Take());
    }

    static DisplayList DrawForm()
    {
        var canvas = new Canvas(FontSet.Shared, VariantPolicy.Exact);
        canvas.Line("住　民　票　の　写　し", 297.6f, 62, 20, Align.Centre);
        canvas.Frame(new Rect(45, 112, 505, 504), 1);
        for (var i = 0; i < 14; i++)
        {
            canvas.Horizontal(45, 112 + 36 * i, 505, 0.5f);
            canvas.Line(Rows[i % Rows.Length].Label, 60, 130 + 36 * i, 10.5f);
        }

        canvas.Vertical(135, 112, 504, 0.5f);
        canvas.Line("この写しは、住民票の原本と相違ないことを証明します。", 60, 680, 11);
        canvas.Line("若葉台市長　若葉　一郎", 400, 720, 14, Align.Left);
        return canvas.Take();
    }
}
