namespace KioskSim.Paper.Images.Files;

/// <summary>One page of a scan, upright as the file says it is to be seen.</summary>
/// <param name="Number">1 is the first.</param>
/// <param name="Dpi">Dots an inch, when the file says so and both directions agree to a hundredth.</param>
public sealed record ScanPage(int Number, GreyImage Image, double? Dpi);

/// <summary>Dots an inch in both directions; zeros where the file is silent.</summary>
internal readonly record struct Resolution(double X, double Y)
{
    const double Least = 10;
    const double Most = 10_000;

    public double? Dpi => X is >= Least and <= Most && Math.Abs(X - Y) <= X / 100 ? (X + Y) / 2 : null;
}
