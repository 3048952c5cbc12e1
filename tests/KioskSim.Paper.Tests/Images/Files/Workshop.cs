using KioskSim.Fixtures;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>A folder, gone after the test, in which other people's programs make files and read them. A missing program skips the test.</summary>
public sealed class Workshop : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-scans-").FullName;

    /// <summary>Runs a program in the folder and gives what it prints, as bytes.</summary>
    /// <param name="package">The Debian package that has it.</param>
    public byte[] Run(string package, string program, params string[] arguments) =>
        ForeignProgram.RunWell(package, program, arguments, _folder).Output;

    public byte[] Magick(params string[] arguments) => Run("imagemagick", "/usr/bin/convert", arguments);

    public void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
