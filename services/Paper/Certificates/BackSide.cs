using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Latent;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>The back of every sheet: how to check the certificate, around the rooms of the anti-forgery images.</summary>
internal sealed class BackSide
{
    const float HeadingSize = 10;
    const float TextSize = 8.5f;
    const float NumberWidth = 14;

    static readonly string[] Explanation =
    [
        "この証明書は、コンビニエンスストア等に設置されたキオスク端末で、普通紙の両面に印刷して交付したものです。",
        "複写機で複写すると、複写であることを示す文字が地紋に現れます。",
        "上段のスクランブル画像は、表面の画像を暗号化したものです。この面の全体をスキャナーで読み取り、問合せサイトに送信すると、元の画像が表示されますので、表面と見比べて改ざんの有無を確認することができます。",
        "左下の偽造防止検出画像には、専用の確認器具で見ることのできる文字が隠されています。複写した証明書では、この文字は失われます。",
    ];

    readonly DisplayList _part;

    public BackSide(CertificateLayout layout)
    {
        var canvas = layout.Sheet;
        var room = SheetGeometry.ExplanationRoom;
        canvas.Frame(room, Table.Thin);
        var inside = room.Inset(12, 10);
        canvas.Line("この証明書を受け取られた方へ", inside.X, inside.Y + HeadingSize / 2, HeadingSize);
        var y = inside.Y + 1.9f * HeadingSize;
        foreach (var (index, text) in Explanation.Index())
        {
            canvas.Line($"{index + 1}", inside.X, y + TextSize / 2, TextSize);
            y = canvas.Paragraph(text, inside.X + NumberWidth, y, inside.Width - NumberWidth, TextSize) + 0.45f * TextSize;
        }

        _part = layout.TakePart();
    }

    /// <summary>What lies below everything on both sides.</summary>
    public static SheetInk Ink(FontSet fonts, GroundWord word)
    {
        var latent = SheetGeometry.LatentDots;
        return new SheetInk(DeterrentGround.Of(fonts, word), new PlacedBitmap(LatentImage.Of(fonts).Picture, latent.X, latent.Y));
    }

    public void Draw(Canvas canvas) => canvas.List.Add(new PlacedPart(_part, 0, 0));
}
