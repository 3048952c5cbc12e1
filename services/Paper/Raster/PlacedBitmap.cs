using KioskSim.Paper.Images;

namespace KioskSim.Paper.Raster;

/// <summary>A small picture and where its upper left corner lies, dots.</summary>
public readonly record struct PlacedBitmap(Bitmap Bitmap, int X, int Y)
{
    public PlacedBitmap Moved(int x, int y) => this with { X = X + x, Y = Y + y };
}

/// <summary>An inked box, dots.</summary>
public readonly record struct DotBox(int X, int Y, int Width, int Height);

/// <summary>An unchanging part of the page and by how many dots it is moved.</summary>
/// <param name="Index">Of the template's parts.</param>
public readonly record struct PlacedPartInk(int Index, int X, int Y);
