using System.Numerics;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>Where a plane lies in a picture of it (Heckbert 1989, 2.2.3): straight lines stay straight, everything else may change.</summary>
internal readonly struct Homography
{
    readonly double _a, _b, _c, _d, _e, _f, _g, _h;

    /// <param name="width">Of a rectangle whose upper left corner is 0, 0.</param>
    /// <param name="corners">Where its corners are: upper left, upper right, lower right, lower left.</param>
    public Homography(double width, double height, ReadOnlySpan<Vector2> corners)
    {
        var (p0, p1, p2, p3) = (corners[0], corners[1], corners[2], corners[3]);
        double sx = p0.X - p1.X + p2.X - p3.X, sy = p0.Y - p1.Y + p2.Y - p3.Y;
        double dx1 = p1.X - p2.X, dx2 = p3.X - p2.X, dy1 = p1.Y - p2.Y, dy2 = p3.Y - p2.Y;
        var determinant = dx1 * dy2 - dx2 * dy1;
        var (g, h) = ((sx * dy2 - dx2 * sy) / determinant, (dx1 * sy - sx * dy1) / determinant);
        (_a, _b, _c) = ((p1.X - p0.X + g * p1.X) / width, (p3.X - p0.X + h * p3.X) / height, p0.X);
        (_d, _e, _f) = ((p1.Y - p0.Y + g * p1.Y) / width, (p3.Y - p0.Y + h * p3.Y) / height, p0.Y);
        (_g, _h) = (g / width, h / height);
    }

    public Vector2 At(double x, double y)
    {
        var scale = 1 / (_g * x + _h * y + 1);
        return new Vector2((float)((_a * x + _b * y + _c) * scale), (float)((_d * x + _e * y + _f) * scale));
    }
}
