namespace KioskSim.Inquiry.Comparison;

/// <summary>Where in a scan each point of a front lies: straight lines stay straight and parallel.</summary>
/// <param name="X">Where the front's middle is.</param>
/// <param name="Y">Likewise.</param>
/// <param name="Xx">How far a dot to the right goes right.</param>
/// <param name="Xy">How far a dot down goes right.</param>
/// <param name="Yx">How far a dot to the right goes down.</param>
/// <param name="Yy">How far a dot down goes down.</param>
internal readonly record struct Placement(double X, double Y, double Xx, double Xy, double Yx, double Yy)
{
    /// <param name="u">From the front's middle.</param>
    /// <param name="v">Likewise.</param>
    public (float X, float Y) At(double u, double v) => ((float)(X + Xx * u + Xy * v), (float)(Y + Yx * u + Yy * v));

    /// <summary>The same in finer pictures.</summary>
    /// <param name="front">Dots of the finer front to one of this.</param>
    /// <param name="scan">Dots of the finer scan to one of this.</param>
    public Placement Scaled(int front, int scan)
    {
        var turn = (double)scan / front;
        return new Placement((X + 0.5) * scan - 0.5, (Y + 0.5) * scan - 0.5, turn * Xx, turn * Xy, turn * Yx, turn * Yy);
    }

    /// <summary>How far from each other two placements put a point, at most.</summary>
    /// <param name="reach">Of the point from the front's middle, down or to the right.</param>
    public double DistanceFrom(Placement other, double reach) =>
        Math.Abs(X - other.X) + Math.Abs(Y - other.Y)
        + reach * (Math.Abs(Xx - other.Xx) + Math.Abs(Xy - other.Xy) + Math.Abs(Yx - other.Yx) + Math.Abs(Yy - other.Yy));
}
