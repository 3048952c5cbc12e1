namespace KioskSim.Paper.Images;

/// <summary>A picture in grey, a byte a dot: 0 is black, 255 is white.</summary>
public sealed class GreyImage
{
    /// <param name="width">Dots.</param>
    /// <param name="height">Dots.</param>
    public GreyImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
        Pixels = new byte[checked(width * height)];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Row after row, without gaps.</summary>
    public byte[] Pixels { get; }

    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width, Width);
}
