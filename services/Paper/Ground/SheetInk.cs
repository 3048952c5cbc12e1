using KioskSim.Paper.Images;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Ground;

/// <summary>
/// What lies below everything on both sides of every sheet, at 600 dpi: the copy-deterrent ground, and on the back a
/// room left blank in it for the latent image.
/// </summary>
/// <param name="Ground">On both sides (000-55).</param>
/// <param name="Latent">On the back; placed on the sheet (000-58).</param>
public sealed record SheetInk(DeterrentGround Ground, PlacedBitmap Latent)
{
    /// <summary>Of the kiosk's printer: what is drawn by the dot is drawn for it.</summary>
    public const int Dpi = 600;

    public DotBox LatentRoom => new(Latent.X, Latent.Y, Latent.Bitmap.Width, Latent.Bitmap.Height);

    public Bitmap Draw(SheetSide side)
    {
        var grid = new DotGrid(Dpi);
        var sheet = new Bitmap(grid.PageWidth, grid.PageHeight);
        Ground.Ink(sheet);
        if (side == SheetSide.Front)
            return sheet;
        sheet.Clear(LatentRoom.X, LatentRoom.Y, LatentRoom.Width, LatentRoom.Height);
        sheet.Or(Latent.Bitmap, Latent.X, Latent.Y);
        return sheet;
    }
}
