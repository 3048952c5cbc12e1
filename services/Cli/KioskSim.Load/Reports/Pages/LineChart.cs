using System.Globalization;
using System.Xml.Linq;

namespace KioskSim.Load.Reports.Pages;

/// <summary>A line of a chart.</summary>
/// <param name="Style">A, b or c: colour and dashes, so that lines are told apart without colours too.</param>
/// <param name="Points">From left to right; a gap where there is no value.</param>
sealed record Series(string Japanese, string English, char Style, IReadOnlyList<(double X, double? Y)> Points);

/// <summary>Lines over an axis, as SVG within a page.</summary>
/// <param name="Unit">Of the vertical axis.</param>
/// <param name="IsLogarithmic">Of the vertical axis: from 1 up.</param>
sealed record LineChart(string Japanese, string English, string Unit, bool IsLogarithmic, IReadOnlyList<Series> Series)
{
    const int Width = 720;
    const int Height = 260;
    const int Left = 64;
    const int Right = 12;
    const int Top = 12;
    const int Bottom = 34;
    const int TicksAcross = 8;

    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Marks of the horizontal axis, by place; null: seconds, evenly.</summary>
    public IReadOnlyList<(double X, string Text)>? Marks { get; init; }

    public XElement Draw()
    {
        var values = Series.SelectMany(s => s.Points).ToList();
        var to = values.Count == 0 ? 1 : values.Max(v => v.X);
        var most = values.Max(v => v.Y) ?? 0;
        var scale = IsLogarithmic ? Scale.Logarithmic(values.Min(v => v.Y) ?? 0, most) : Scale.Even(most);
        return Html.Tag(
            "figure",
            Html.Both("figcaption", Japanese, $"{English} ({Unit})"),
            Html.Tag("p", Html.Class("legend"), Series.Select(s => Html.Tag("span", Html.Class($"key {s.Style}"), Sample(s.Style), $"{s.Japanese} ", Html.Tag("span", new XAttribute("lang", "en"), s.English)))),
            Html.Wide(
                (Japanese, English),
                new XElement(
                    Svg + "svg", new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("role", "img"), new XAttribute("aria-label", $"{English} ({Unit})"),
                    scale.Marks.Select(y => Mark(Left, Y(y), Width - Right, Y(y), Left - 6, Y(y) + 4, "end", Short(y))),
                    AcrossMarks(to).Select(m => Mark(X(m.X, to), Top, X(m.X, to), Height - Bottom, X(m.X, to), Height - Bottom + 18, "middle", m.Text)),
                    Series.SelectMany(s => Runs(s).Select(run => new XElement(
                        Svg + "polyline", Html.Class(s.Style.ToString()), new XAttribute("points", string.Join(' ', run.Select(p => $"{Text(X(p.X, to))},{Text(Y(p.Y!.Value))}")))))))));

        double Y(double y) => Height - Bottom - scale.Share(y) * (Height - Top - Bottom);
    }

    static XElement Sample(char style) => new(
        Svg + "svg", new XAttribute("viewBox", "0 0 36 10"), Html.Class("sample"), new XAttribute("aria-hidden", "true"),
        new XElement(Svg + "polyline", Html.Class(style.ToString()), new XAttribute("points", "0,5 36,5")));

    static IEnumerable<List<(double X, double? Y)>> Runs(Series series)
    {
        var run = new List<(double X, double? Y)>();
        foreach (var point in series.Points)
        {
            if (point.Y is not null)
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 0)
                yield return run;
            run = [];
        }

        if (run.Count > 0)
            yield return run;
    }

    static XElement Mark(double x1, double y1, double x2, double y2, double x, double y, string anchor, string text) => new(
        Svg + "g",
        new XElement(Svg + "line", Html.Class("grid"), new XAttribute("x1", Text(x1)), new XAttribute("y1", Text(y1)), new XAttribute("x2", Text(x2)), new XAttribute("y2", Text(y2))),
        new XElement(Svg + "text", new XAttribute("x", Text(x)), new XAttribute("y", Text(y)), new XAttribute("text-anchor", anchor), text));

    IEnumerable<(double X, string Text)> AcrossMarks(double to) =>
        Marks ?? [.. Scale.Round(to, TicksAcross).Select(x => (x, $"{Short(x)} s"))];

    static double X(double x, double to) => Left + (to > 0 ? x / to : 0) * (Width - Left - Right);

    static string Short(double number) => number.ToString(number >= 10 || number == 0 ? "N0" : "0.##", CultureInfo.InvariantCulture);

    static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
