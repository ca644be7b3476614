# What the Vagrantfile needs of Ruby: choices with bounds, and a plugin with
#   vagrant work     the students' work, out of the machine into work/
# and the provisioners that put the project in, run vm/provision.sh and tell the page's address.
require "etc"
require "socket"
require "tmpdir"

module Capas
  TOP = File.expand_path("..", __dir__)
  SETTINGS = File.readlines(File.join(__dir__, "settings")).grep(/\A[A-Z_]+=/).to_h do |line|
    name, value = line.chomp.split("=", 2)
    [name, value.delete('"')]
  end
  PAGE_PORT = Integer(SETTINGS.fetch("PAGE_PORT"))
  INSIDE = "/opt/capas" # where the project lies in the machine

  # The same rule as capas.words.Language.
  def self.spanish?
    names = ENV.values_at("CAPAS_LANG", "LC_ALL", "LC_MESSAGES", "LANG").compact
    first = names.find { |name| name !~ /\A(C(\..*)?|POSIX)?\z/ }
    first.nil? || first.start_with?("es")
  end

  def self.say(spanish, english)
    spanish? ? spanish : english
  end

  # What a person chose by environment variables, within bounds.
  class Choices
    def initialize(environment)
      @environment = environment
    end

    # A file made by ./capas box: nothing is downloaded then.
    def ready?
      !file.nil?
    end

    def own_box?
      ready? || @environment.key?("CAPAS_BOX")
    end

    def box
      # Another file, or the same one made anew, is another box: Vagrant keeps boxes by name.
      return "capas-#{File.mtime(file).to_i.to_s(36)}-#{File.size(file).to_s(36)}" if ready?

      @environment.fetch("CAPAS_BOX", SETTINGS.fetch("BOX"))
    end

    def box_url
      "file://#{"/" unless file.start_with?("/")}#{file.gsub(" ", "%20")}"
    end

    def box_version
      SETTINGS.fetch("BOX_VERSION")
    end

    def architecture
      @environment.fetch("CAPAS_ARCH") { apple_silicon? ? "arm64" : "amd64" }
    end

    def memory
      bounded("CAPAS_MEMORY", 2048, 1024, 65_536)
    end

    def cpus
      bounded("CAPAS_CPUS", [2, Etc.nprocessors].min, 1, Etc.nprocessors)
    end

    def port
      bounded("CAPAS_PORT", PAGE_PORT, 1024, 65_535)
    end

    # What vm/provision.sh is told.
    def provisioning
      {
        "CAPAS_LANG" => Capas.spanish? ? "es" : "en",
        "CAPAS_USER" => @environment.fetch("CAPAS_USER", "usuario"),
        "CAPAS_SUDO" => "yes",
        "CAPAS_TELL" => "no",
        "CAPAS_ZONE" => zone,
        "CAPAS_REGISTRY" => @environment["CAPAS_REGISTRY"],
        "CAPAS_SERVE" => @environment["CAPAS_SERVE"],
        "CAPAS_SLIM" => @environment["CAPAS_SLIM"]
      }.compact
    end

    private

    def file
      name = @environment["CAPAS_BOX"]
      return unless name&.end_with?(".box")

      path = File.expand_path(name)
      return path if File.file?(path)

      abort Capas.say("CAPAS_BOX: no existe el archivo #{path}", "CAPAS_BOX: there is no file #{path}")
    end

    def bounded(name, usual, least, most)
      text = @environment.fetch(name, usual.to_s)
      number = Integer(text, 10, exception: false)
      return number if number&.between?(least, most)

      abort Capas.say("#{name}=#{text}: tiene que ser un número de #{least} a #{most}",
                      "#{name}=#{text}: must be a number from #{least} to #{most}")
    end

    def zone
      @environment["CAPAS_ZONE"] || File.realpath("/etc/localtime")[%r{zoneinfo/(?:posix/)?(.+)}, 1]
    rescue SystemCallError
      nil
    end

    def apple_silicon?
      RbConfig::CONFIG["host_cpu"].match?(/arm64|aarch64/) ||
        (RbConfig::CONFIG["host_os"].include?("darwin") && `uname -v`.include?("ARM64"))
    end
  end

  def self.forwarded(machine)
    machine.config.vm.networks.map(&:last).select { |options| options[:id] == "capas" }
  end

  # vagrant-libvirt forwards with one ssh for each port, and does not look whether the port is free.
  def self.free_port(machine)
    return unless machine.provider_name == :libvirt

    own = libvirt_port(machine)
    wanted = forwarded(machine).first[:host]
    port = (wanted..[wanted + 100, 65_535].min).find { |number| number == own || free?(number) }
    return if port.nil? || port == wanted

    forwarded(machine).each { |options| options[:host] = port }
    machine.ui.warn(say("El puerto #{wanted} está ocupado; la página estará en el #{port}.",
                        "Port #{wanted} is taken; the page will be at #{port}."))
  end

  def self.free?(port)
    TCPServer.new("127.0.0.1", port).close
    true
  rescue SystemCallError
    false
  end

  # The port that a running machine has now.
  def self.libvirt_port(machine)
    Dir.glob(machine.data_dir.join("pids", "ssh_*.pid").to_s).map { |name| name[/\d+(?=\.pid\z)/].to_i }.first
  end

  def self.page_port(machine)
    if machine.provider.capability?(:forwarded_ports)
      machine.provider.capability(:forwarded_ports).key(PAGE_PORT)
    else
      libvirt_port(machine)
    end || forwarded(machine).first[:host]
  end

  # Copies what lies in the students' home to work/, named after the moment: nothing is written over.
  def self.save_work(machine)
    inside = "/var/tmp/capas-work.tar.gz"
    machine.communicate.sudo("#{INSIDE}/vm/work #{inside} && chmod 644 #{inside}")
    folder = File.join(TOP, "work")
    Dir.mkdir(folder) unless Dir.exist?(folder)
    file = File.join(folder, "#{Time.now.strftime("%Y%m%d-%H%M%S")}.tar.gz")
    machine.communicate.download(inside, file)
    machine.communicate.sudo("rm -f #{inside}")
    machine.ui.success(say("El trabajo está en #{file}", "The work is in #{file}"))
  end

  def self.save_before_destroy(machine)
    return if machine.state.id == :not_created
    return save_work(machine) if machine.communicate.ready?

    machine.ui.warn(say(
      "La máquina está apagada y lo que hay dentro no se guarda. Para guardarlo: vagrant up && vagrant work",
      "The machine is off, and what is inside of it is not saved. To save it: vagrant up && vagrant work"
    ))
  rescue Vagrant::Errors::VagrantError => e
    # Nothing that is wrong inside may keep a machine from being destroyed.
    machine.ui.error(say("El trabajo no se ha podido guardar: #{e.message}",
                         "The work could not be saved: #{e.message}"))
  end

  # vagrant work
  class Work < Vagrant.plugin("2", :command)
    def self.synopsis
      Capas.say("saca el trabajo de la máquina a work/", "brings the work out of the machine into work/")
    end

    def execute
      with_target_vms { |machine| Capas.save_work(machine) }
      0
    end
  end

  # Puts the project in, where the box has none, and runs vm/provision.sh.
  class Provisioner < Vagrant.plugin("2", :provisioner)
    INCOMING = "/var/tmp/capas".freeze

    def provision
      upload unless config.choices.ready?
      place = config.choices.ready? ? INSIDE : INCOMING
      # libvirt reaches the machine's own loopback; behind the others' NAT only the forwarded port gets here.
      listen = @machine.provider_name == :libvirt ? "127.0.0.1" : "0.0.0.0"
      words = config.choices.provisioning.merge("CAPAS_LISTEN" => listen)
      environment = words.map { |name, value| "#{name}='#{value.gsub("'", "'\\\\''")}'" }.join(" ")
      run("#{environment} sh #{place}/vm/provision.sh")
      run("rm -rf #{INCOMING}") unless config.choices.ready?
    end

    private

    def run(command)
      @machine.communicate.sudo(command) do |stream, text|
        @machine.ui.detail(text.chomp, color: stream == :stderr ? :yellow : :green) unless text.strip.empty?
      end
    end

    def upload
      Dir.mktmpdir do |folder|
        archive = File.join(folder, "capas.tar")
        # No setup that was made for the host, and no Apple double files.
        system({ "COPYFILE_DISABLE" => "1" }, "tar", "-cf", archive, "-C", TOP, "--exclude", "lib/setup",
               "--exclude", ".ipynb_checkpoints", "--exclude", "__pycache__", *SETTINGS.fetch("PARTS").split, exception: true)
        @machine.communicate.upload(archive, "/var/tmp/capas.tar")
      end
      run("rm -rf #{INCOMING} && mkdir #{INCOMING} && tar -xf /var/tmp/capas.tar -C #{INCOMING} " \
          "--no-same-owner && rm /var/tmp/capas.tar")
    end
  end

  # Tells where the page is, as seen from the host.
  class Address < Vagrant.plugin("2", :provisioner)
    def provision
      address = ask("#{INSIDE}/vm/address #{Capas.page_port(@machine)}")
      user = ask("cat /etc/capas/user")
      @machine.ui.success(Capas.say("Las lecciones, en el navegador (la clave va en la dirección):",
                                    "The lessons, in a browser (the key is in the address):"))
      @machine.ui.success("\n  #{address}\n", prefix: false)
      @machine.ui.success("JShell: vagrant ssh -c \"sudo -iu #{user} capas jshell\"")
    end

    private

    def ask(command)
      text = +""
      @machine.communicate.sudo(command) { |stream, data| text << data if stream == :stdout }
      text.strip
    end
  end

  class ProvisionerConfig < Vagrant.plugin("2", :config)
    attr_accessor :choices
  end

  class Plugin < Vagrant.plugin("2")
    name "capas"
    command("work") { Work }
    provisioner("capas") { Provisioner }
    config("capas", :provisioner) { ProvisionerConfig }
    provisioner("capas_address") { Address }
  end
end
