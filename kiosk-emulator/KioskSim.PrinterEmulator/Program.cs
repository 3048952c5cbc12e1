using KioskSim.PrinterEmulator.Standalone;

#pragma warning disable RS0030 // The composition root of a process of its own, which takes real time.
return await PrinterProgram.RunAsync(args, TimeProvider.System);
#pragma warning restore RS0030
