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

    /// <summary>The same in pictures of half the size, or of double.</summary>
    public Placement Scaled(double factor) => this with { X = (X + 0.5) * factor - 0.5, Y = (Y + 0.5) * factor - 0.5 };
}
