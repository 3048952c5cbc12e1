using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Tests.Raster;

public sealed class OutlineInkerTests
{
    const int Dpi = 144;

    /// <summary>Points a dot.</summary>
    const float Dot = 72f / Dpi;

    [Fact]
    public void A_square_on_whole_dots_inks_exactly_them()
    {
        var ink = Ink(o => o.AddRectangle(new Rect(3 * Dot, 5 * Dot, 70 * Dot, 2 * Dot)))!.Value;
        Assert.Equal((3, 5, 70, 2), (ink.X, ink.Y, ink.Bitmap.Width, ink.Bitmap.Height));
        Assert.Equal(140, Count(ink.Bitmap));
    }

    [Theory]
    [InlineData(0.24f, 0)]
    [InlineData(0.28f, 1)]
    [InlineData(1.24f, 1)]
    [InlineData(1.28f, 2)]
    public void A_dot_is_inked_from_a_quarter_of_its_area_on(float width, int dots)
    {
        Assert.Equal(dots, Width(Ink(o => o.AddRectangle(new Rect(3 * Dot, 3 * Dot, width * Dot, 4 * Dot)))));
        Assert.Equal(dots, Height(Ink(o => o.AddRectangle(new Rect(3 * Dot, 3 * Dot, 4 * Dot, width * Dot)))));
    }

    [Fact]
    public void Contours_that_run_the_same_way_join_and_one_that_runs_against_is_a_hole()
    {
        var outer = new Rect(0, 0, 20 * Dot, 20 * Dot);
        Assert.Equal(400, Count(Ink(o => { o.AddRectangle(outer); o.AddRectangle(outer.Inset(5 * Dot, 5 * Dot)); })!.Value.Bitmap));
        Assert.Equal(300, Count(Ink(o => { o.AddRectangle(outer); o.AddRectangle(new Rect(15 * Dot, 5 * Dot, -10 * Dot, 10 * Dot)); })!.Value.Bitmap));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stroke_widens_a_shape_by_half_its_width_whichever_way_the_shape_runs(bool inward)
    {
        var box = inward ? new Rect(30 * Dot, 10 * Dot, -20 * Dot, 20 * Dot) : new Rect(10 * Dot, 10 * Dot, 20 * Dot, 20 * Dot);
        var ink = Ink(o => o.AddRectangle(box), stroke: 4 * Dot)!.Value;
        Assert.Equal((8, 8, 24, 24), (ink.X, ink.Y, ink.Bitmap.Width, ink.Bitmap.Height));
        Assert.False(ink.Bitmap[0, 0], "The corner is round.");
        Assert.InRange(Count(ink.Bitmap), 24 * 24 - 8, 24 * 24 - 4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(400)]
    public void A_circle_has_the_area_of_a_circle(int radius)
    {
        var bitmap = Ink(o => o.AddCircle(new Vector2(500, 400) * Dot, radius * Dot))!.Value.Bitmap;
        var edge = 2 * Math.PI * radius; // a quarter of a dot more all round, since dots count from a quarter on
        Assert.InRange(Count(bitmap), Math.PI * radius * radius, Math.PI * radius * radius + edge / 2);
    }

    [Fact]
    public void What_covers_no_dot_is_nothing() => Assert.Null(Ink(o => o.AddRectangle(new Rect(3, 3, 0.02f, 100))));

    static PlacedBitmap? Ink(Action<Outline> draw, float stroke = 0)
    {
        var outline = new Outline();
        draw(outline);
        return new OutlinePen(new OutlineInker(Dpi), Dpi).OnPage(new InkedOutline(outline, stroke));
    }

    static int Width(PlacedBitmap? ink) => ink?.Bitmap.Width ?? 0;

    static int Height(PlacedBitmap? ink) => ink?.Bitmap.Height ?? 0;

    static int Count(Bitmap bitmap)
    {
        var count = 0;
        foreach (var word in bitmap.Words)
            count += BitOperations.PopCount(word);
        return count;
    }
}
