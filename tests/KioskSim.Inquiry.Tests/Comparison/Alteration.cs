using System.Numerics;
using System.Text;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Pdf;

namespace KioskSim.Inquiry.Tests.Comparison;

/// <summary>What somebody does to one character of a front, whatever kind of certificate it is: in the display list, before it is printed.</summary>
static class Alteration
{
    /// <summary>Characters that are taken for each other.</summary>
    static readonly string[] Similar =
    [
        "38", "17", "56", "08", "69", "23", "14", "90",
        "一二", "二三", "日目", "月目", "大太", "大犬", "土士", "末未", "田由", "田甲", "木本", "王玉", "主王", "人入", "千干", "夫天", "平半", "年午", "丁下",
        "若苦", "原源", "郎朗", "地池", "桜梅", "通道", "台治", "汐沙", "見貝", "釜金", "字宇", "吉古", "徳得", "次吹", "市巾", "号另", "町畑", "男勇", "長畏",
        "花茶", "子予", "女妻", "世也", "葉棄", "氏民", "住往", "所析", "成戒", "昭照", "出山", "生主", "届屈", "父交", "母毎", "本木", "円同",
        "アマ", "シツ", "ソン", "ヨコ", "ダタ", "ハバ", "バパ", "ラフ", "ギキ", "いり", "はほ", "ろる", "わね", "めぬ", "レル", "クタ", "ウワ", "ベペ", "カヤ", "ヴウ",
    ];

    const string OtherNames = "佐藤鈴木高橋伊渡辺山本中村小林加吉田斎";

    const string Additions = "1一三7十千子";

    static readonly Func<Spot, Random, IEnumerable<int>>[] Sorts =
    [
        (s, _) => char.IsAsciiDigit((char)s.Scalar) ? SimilarTo(s.Scalar) : [],
        (s, _) => IsKanji(s.Scalar) ? SimilarTo(s.Scalar) : [],
        (s, _) => s.Scalar is > 0x3040 and < 0x3100 ? SimilarTo(s.Scalar) : [],
        (s, _) => s.HasInk ? [0] : [],
        (s, random) => s.IsLast && s.Right < PageSize.Width - 60 ? [Additions[random.Next(Additions.Length)]] : [],
        (s, random) => IsKanji(s.Scalar) ? [OtherNames[random.Next(OtherNames.Length)]] : [],
    ];

    const int Added = 4;

    /// <summary>Points.</summary>
    const float LongRule = 40;

    /// <summary>Alters one character of a sheet's front.</summary>
    /// <param name="sort">A digit, a kanji or a kana that looks like it; gone; one more; any other kanji. The next one, where there is none such.</param>
    /// <returns>What was done, and where: points.</returns>
    public static (string What, float X, float Y) Alter(ComposedCertificate made, int sheet, int sort, Random random)
    {
        var faces = (List<SheetFace>)made.Faces;
        var face = faces[2 * (sheet - 1)];
        for (; ; sort = (sort + 1) % Sorts.Length)
        {
            var changes = new List<(Spot Spot, int Scalar)>();
            foreach (var (layer, list) in face.Layers.Index())
                changes.AddRange(Spots(list, layer).SelectMany(s => Sorts[sort](s, random).Where(c => c != s.Scalar).Select(c => (s, c))));
            changes.RemoveAll(c => c.Scalar != 0 && FontSet.Shared.Faces[c.Spot.Run.Face].Glyph(c.Scalar) == 0);
            if (changes.Count == 0)
                continue;
            var (spot, scalar) = changes[random.Next(changes.Count)];
            faces[2 * (sheet - 1)] = face with { Layers = [.. face.Layers.Select((l, i) => i == spot.Layer ? Changed(l, spot, scalar, sort == Added) : l)] };
            return ($"{new Rune(spot.Scalar)}{(sort == Added ? "+" : ">")}{(scalar == 0 ? "" : new Rune(scalar))}", spot.X, spot.Run.Y);
        }
    }

    /// <summary>Takes one long rule away from a sheet's front.</summary>
    /// <returns>Where it was: points.</returns>
    public static Rect TakeRule(ComposedCertificate made, int sheet, Random random)
    {
        var faces = (List<SheetFace>)made.Faces;
        var face = faces[2 * (sheet - 1)];
        var rules = face.Layers.SelectMany(Rules).Where(b => Math.Max(b.Width, b.Height) > LongRule).ToList();
        var rule = rules[random.Next(rules.Count)];
        var drawn = new DisplayList();
        foreach (var layer in face.Layers)
            Draw(layer, 0, 0, without: rule, drawn);
        faces[2 * (sheet - 1)] = face with { Layers = [drawn] };
        return rule;
    }

    static IEnumerable<int> SimilarTo(int scalar) =>
        Similar.Where(s => s.Contains((char)scalar, StringComparison.Ordinal)).SelectMany(s => s).Where(c => c != scalar).Select(c => (int)c);

    static bool IsKanji(int scalar) => scalar is >= 0x4E00 and < 0xA000;

    static List<Spot> Spots(DisplayList list, int layer)
    {
        var spots = new List<Spot>();
        for (var run = 0; run < list.Runs.Length; run++)
        {
            var r = list.Runs[run];
            for (var i = 0; i < r.Count; i++)
            {
                var glyph = list.GlyphsOf(r)[i];
                spots.Add(new Spot(layer, run, i, r, glyph, FontSet.Shared.Faces[r.Face]));
            }
        }

        return spots;
    }

    static DisplayList Changed(DisplayList list, Spot spot, int scalar, bool isAdded)
    {
        var changed = new DisplayList();
        foreach (var op in list.Ops)
        {
            switch (op.Kind)
            {
                case DrawKind.Bar:
                    changed.Add(list.Bars[op.Index]);
                    break;
                case DrawKind.Outline:
                    changed.Add(list.Outlines[op.Index]);
                    break;
                case DrawKind.Part:
                    changed.Add(list.Parts[op.Index]);
                    break;
                case DrawKind.Text:
                    var run = list.Runs[op.Index];
                    changed.BeginRun(run.Face, run.Size, run.Stretch, run.X, run.Y);
                    for (var i = 0; i < run.Count; i++)
                    {
                        var glyph = list.GlyphsOf(run)[i];
                        var isIt = op.Index == spot.RunIndex && i == spot.Index;
                        if (!isIt || isAdded)
                            changed.Add(glyph);
                        if (isIt && scalar != 0)
                            changed.Add(new Glyph(spot.Face.Glyph(scalar), isAdded ? glyph.X + spot.Face.Advance(glyph.Id) : glyph.X, scalar, 0));
                    }

                    break;
            }
        }

        return changed;
    }

    static IEnumerable<Rect> Rules(DisplayList list) =>
        [.. list.Bars, .. list.Parts.ToArray().SelectMany(p => Rules(p.Part).Select(r => Moved(r, p.X, p.Y)))];

    // Parts are drawn out: those of the press are everybody's.
    static void Draw(DisplayList list, float x, float y, Rect without, DisplayList onto)
    {
        foreach (var op in list.Ops)
        {
            switch (op.Kind)
            {
                case DrawKind.Bar:
                    if (Moved(list.Bars[op.Index], x, y) is var bar && bar != without)
                        onto.Add(bar);
                    break;
                case DrawKind.Outline:
                    var outline = new Outline();
                    outline.Append(list.Outlines[op.Index].Outline, Matrix3x2.CreateTranslation(x, y));
                    onto.Add(list.Outlines[op.Index] with { Outline = outline });
                    break;
                case DrawKind.Part:
                    var part = list.Parts[op.Index];
                    Draw(part.Part, x + part.X, y + part.Y, without, onto);
                    break;
                case DrawKind.Text:
                    var run = list.Runs[op.Index];
                    onto.BeginRun(run.Face, run.Size, run.Stretch, run.X + x, run.Y + y);
                    foreach (var glyph in list.GlyphsOf(run))
                        onto.Add(glyph);
                    break;
            }
        }
    }

    static Rect Moved(Rect rect, float x, float y) => rect with { X = rect.X + x, Y = rect.Y + y };

    /// <summary>A character of a run.</summary>
    sealed record Spot(int Layer, int RunIndex, int Index, GlyphRun Run, Glyph Glyph, Face Face)
    {
        public int Scalar => Glyph.Scalar;

        public bool IsLast => Index == Run.Count - 1;

        public bool HasInk => Face.Ink(Glyph.Id) != default;

        public float X => Run.X + Glyph.X * Run.Size * Run.Stretch / 1000;

        public float Right => X + 2 * Run.Size;
    }
}
