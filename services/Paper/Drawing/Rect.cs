namespace KioskSim.Paper.Drawing;

/// <summary>A box on the page in points, from the page's upper left corner, y downwards.</summary>
public readonly record struct Rect(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public Rect Inset(float horizontal, float vertical) =>
        new(X + horizontal, Y + vertical, Width - 2 * horizontal, Height - 2 * vertical);

    public Rect Moved(float x, float y) => this with { X = X + x, Y = Y + y };
}
